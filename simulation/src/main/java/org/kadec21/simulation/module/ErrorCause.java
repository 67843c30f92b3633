package org.kadec21.simulation.module;

/// Why a command failed, in the ways `+CMEE` can have it told.
sealed interface ErrorCause permits CmeError, CmsError {

    /// What stands before the number or the words.
    String prefix();

    int code();

    String text();
}
