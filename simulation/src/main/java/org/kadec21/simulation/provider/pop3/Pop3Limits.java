package org.kadec21.simulation.provider.pop3;

import java.time.Duration;

/// What a client may spend of the server's memory and patience.
public final class Pop3Limits {

    /// Octets in a command line without its end (RFC 2449 section 4 demands 255 with it).
    public static final int COMMAND_LINE = 512;

    /// Octets of an answer that are in memory at once; the rest is made when the client has taken
    /// them.
    public static final int PORTION = 32_768;

    /// Octets that a mail in the list of a session costs.
    public static final int LISTED_MAIL = 16;

    /// Commands in one connection.
    public static final int COMMANDS = 100_000;

    /// Refused commands in one connection, then it ends.
    public static final int ERRORS = 20;

    /// Refused logins in one connection, then it ends.
    public static final int LOGINS = 3;

    /// Silence of the client (RFC 1939 section 3: at least ten minutes).
    public static final Duration SILENCE = Duration.ofMinutes(10);

    private Pop3Limits() {}
}
