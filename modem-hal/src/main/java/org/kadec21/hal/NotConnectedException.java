package org.kadec21.hal;

/// A connection could not be made, and it is known why.
public final class NotConnectedException extends LinkException {

    private static final long serialVersionUID = 1L;

    private final Why why;

    /// What stood in the way.
    public enum Why {
        /// The name leads to no address.
        UNKNOWN_NAME,
        /// The host answered that nobody listens there.
        REFUSED,
        /// There is no way to the address.
        UNREACHABLE,
        /// Nothing came back before the deadline: the host is down, or somebody on the way drops
        /// what goes there.
        SILENT
    }

    public NotConnectedException(Why why, String message) {
        super(message);
        this.why = why;
    }

    public NotConnectedException(Why why, String message, Throwable cause) {
        super(message, cause);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
