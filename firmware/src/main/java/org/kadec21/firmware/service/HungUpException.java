package org.kadec21.firmware.service;

import org.kadec21.hal.LinkException;

/// Whoever was on the line has left it; the line itself goes on.
final class HungUpException extends LinkException {

    private static final long serialVersionUID = 1;

    HungUpException() {
        super("the program at the service port has closed it");
    }
}
