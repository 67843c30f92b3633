package org.kadec21.bench.console;

/// An order that cannot be carried out; the message is a sentence that says what was expected.
public final class OrderException extends Exception {

    private static final long serialVersionUID = 1;

    public OrderException(String message) {
        super(message);
    }
}
