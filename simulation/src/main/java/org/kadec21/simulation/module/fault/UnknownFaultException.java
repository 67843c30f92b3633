package org.kadec21.simulation.module.fault;

/// A fault or a setting of one that does not exist; the message names those that do.
public final class UnknownFaultException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownFaultException(String message) {
        super(message);
    }
}
