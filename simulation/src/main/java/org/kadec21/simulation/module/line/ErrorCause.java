package org.kadec21.simulation.module.line;

/// Why a command failed, in the ways `+CMEE` can have it told.
public sealed interface ErrorCause permits CmeError, CmsError, VendorError {

    /// What stands before the number or the words.
    String prefix();

    int code();

    String text();
}
