package org.kadec21.updater.port;

/// How a YMODEM transfer ended for the sender.
public enum Transmission {
    /// The receiver has taken the whole file.
    COMPLETE,
    /// The receiver gave up.
    CANCELLED,
    /// The receiver did not answer, or took nothing, time after time.
    UNANSWERED
}
