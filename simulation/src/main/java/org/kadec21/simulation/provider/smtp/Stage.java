package org.kadec21.simulation.provider.smtp;

/// The points of an SMTP session where a [Behaviour] is asked.
public enum Stage {
    /// Before the greeting.
    GREETING,
    /// EHLO and HELO.
    EHLO,
    STARTTLS,
    /// When the exchange is decided, not at each challenge.
    AUTH,
    MAIL,
    RCPT,
    DATA,
    /// Whenever octets of a mail arrive, before they are taken; there is no regular reply.
    BODY,
    /// When the mail is complete: behind the dot or the last chunk.
    FINAL_REPLY,
    RSET,
    QUIT
}
