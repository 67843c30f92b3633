package org.kadec21.firmware.service;

import org.kadec21.hal.LinkException;

/// Whoever was on the line has left it; the line itself goes on.
public final class HungUpException extends LinkException {

    private static final long serialVersionUID = 1;

    HungUpException() {
        this("the program at the service port has closed it");
    }

    /// @param sentence why nobody can be taken to be there any more
    public HungUpException(String sentence) {
        super(sentence);
    }
}
