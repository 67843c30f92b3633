package org.kadec21.modem.ppp;

import java.time.Instant;

/// Takes down what crosses a PPP link.
@FunctionalInterface
public interface Capture {

    /// A frame has crossed the link, in either direction.
    ///
    /// @param sent whether the host that dials has sent it
    /// @param frame address, control, protocol and what it carries; a password is unreadable
    void crossed(Instant at, boolean sent, byte[] frame);
}
