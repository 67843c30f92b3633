package org.kadec21.simulation.provider.smtp;

import java.util.Optional;
import java.util.OptionalLong;

/// A command as a client means it.
sealed interface SmtpCommand {

    record Ehlo(String domain) implements SmtpCommand {}

    record Helo(String domain) implements SmtpCommand {}

    record StartTls() implements SmtpCommand {}

    /// Opens an AUTH exchange.
    ///
    /// @param initialResponse base64 as it came, `=` for an empty one
    record Auth(String mechanism, Optional<String> initialResponse) implements SmtpCommand {}

    /// Begins a mail.
    ///
    /// @param sender empty for the null reverse-path
    /// @param size the SIZE parameter in octets
    record Mail(String sender, OptionalLong size) implements SmtpCommand {}

    record Rcpt(String recipient) implements SmtpCommand {}

    record StartData() implements SmtpCommand {}

    record Bdat(long octets, boolean last) implements SmtpCommand {}

    record Rset() implements SmtpCommand {}

    record Noop() implements SmtpCommand {}

    record Vrfy(String address) implements SmtpCommand {}

    record Help() implements SmtpCommand {}

    record Quit() implements SmtpCommand {}

    /// Not a command, or one with a flaw: the reply says what is wrong.
    record Flawed(SmtpReply reply) implements SmtpCommand {}

    /// A BDAT nobody can tell the length of: what follows is no longer a command, the connection
    /// must end.
    record Unframed(SmtpReply reply) implements SmtpCommand {}
}
