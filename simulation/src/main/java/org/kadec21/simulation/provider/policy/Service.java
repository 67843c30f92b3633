package org.kadec21.simulation.provider.policy;

/// What a provider's port is for.
public enum Service {
    /// Mail from other servers, and from customers of the days before submission (RFC 5321).
    RELAY(25),
    /// Message submission (RFC 6409).
    SUBMISSION(587),
    /// Message submission inside TLS from the first octet (RFC 8314 3.3).
    SUBMISSIONS(465),
    /// Mailbox access (RFC 1939).
    POP3(110),
    /// Mailbox access inside TLS from the first octet (RFC 8314 3.3).
    POP3S(995),
    /// The member page, for browsers (RFC 9112).
    MEMBER(80),
    /// The member page inside TLS from the first octet.
    MEMBER_TLS(443);

    private final int port;

    Service(int port) {
        this.port = port;
    }

    /// The port that is registered for it.
    public int port() {
        return port;
    }

    public boolean isPop3() {
        return this == POP3 || this == POP3S;
    }

    /// Whether browsers call it. It is there by itself, whatever the rules, but closed in an
    /// outage.
    public boolean isMemberPage() {
        return this == MEMBER || this == MEMBER_TLS;
    }

    /// Whether TLS comes before everything else.
    public boolean isImplicitTls() {
        return this == SUBMISSIONS || this == POP3S || this == MEMBER_TLS;
    }
}
