package org.kadec21.modem.ppp.ip.tcp;

/// RFC 9293 3.3.2, without LISTEN: nobody connects to a unit.
public enum TcpState {
    SYN_SENT,
    SYN_RECEIVED,
    ESTABLISHED,
    FIN_WAIT_1,
    FIN_WAIT_2,
    CLOSE_WAIT,
    CLOSING,
    LAST_ACK,
    TIME_WAIT,
    CLOSED;

    /// Whether both sides know each other's sequence numbers.
    public boolean isSynchronized() {
        return switch (this) {
            case SYN_SENT, SYN_RECEIVED, CLOSED -> false;
            case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT ->
                    true;
        };
    }

    /// Whether the user may hand bytes over.
    public boolean takesBytes() {
        return this == ESTABLISHED || this == CLOSE_WAIT;
    }

    /// Whether the peer's stream may still bring bytes.
    boolean hearsBytes() {
        return this == ESTABLISHED || this == FIN_WAIT_1 || this == FIN_WAIT_2;
    }
}
