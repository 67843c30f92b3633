package org.kadec21.simulation.provider.smtp;

import java.time.Duration;

/// What a client may spend of the server's memory and patience.
public final class SmtpLimits {

    /// Octets in a command line without its end. RFC 5321 4.5.3.1.4 demands 512 with it; Postfix
    /// grants 2048.
    public static final int COMMAND_LINE = 2048;

    /// Octets in a line of an AUTH exchange (RFC 4954 section 4).
    public static final int AUTH_LINE = 12_288;

    /// Octets in a line of mail text. RFC 5321 4.5.3.1.6 demands 1000 with its end; real servers
    /// take much more.
    public static final int MESSAGE_LINE = 65_536;

    /// Octets that are taken of a mail's text, as a multiple of the largest mail, then 421: the
    /// rest of a mail that is too large is waited for, but not for ever.
    public static final int ENDLESS_MESSAGES = 2;

    /// Octets in a path, with its brackets (RFC 5321 4.5.3.1.3).
    public static final int PATH = 256;

    /// Commands in one connection.
    public static final int COMMANDS = 100_000;

    /// Refused commands since the last accepted mail, then 421 (Postfix, smtpd_hard_error_limit).
    public static final int ERRORS = 20;

    /// Silence of the client (RFC 5321 4.5.3.2.7).
    public static final Duration SILENCE = Duration.ofMinutes(5);

    private SmtpLimits() {}
}
