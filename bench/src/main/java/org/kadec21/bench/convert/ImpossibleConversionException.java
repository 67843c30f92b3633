package org.kadec21.bench.convert;

/// A unit cannot be made into what was asked for; the message says what it can be made into, or
/// what is missing.
public final class ImpossibleConversionException extends Exception {

    private static final long serialVersionUID = 1L;

    ImpossibleConversionException(String message) {
        super(message);
    }
}
