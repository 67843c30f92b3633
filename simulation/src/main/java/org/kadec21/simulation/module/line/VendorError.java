package org.kadec21.simulation.module.line;

/// A cause of `+CME ERROR` that only one vendor has.
public record VendorError(int code, String text) implements ErrorCause {

    @Override
    public String prefix() {
        return "+CME ERROR: ";
    }
}
