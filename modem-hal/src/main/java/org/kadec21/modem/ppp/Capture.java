package org.kadec21.modem.ppp;

import java.time.Instant;

/// Takes down what crosses a PPP link.
@FunctionalInterface
public interface Capture {

    /// A frame has crossed the link, in either direction.
    ///
    /// @param frame address, control, protocol and what it carries; a password is unreadable
    void crossed(Instant at, byte[] frame);
}
