package org.kadec21.simulation.provider.smtp;

import java.time.Instant;
import java.util.Optional;

/// What a [Behaviour] may know when it is asked.
///
/// @param connection number of the connection at this provider, from 1
/// @param mails mails accepted on this connection so far
/// @param sender envelope sender of the current or just proposed transaction
/// @param recipient the recipient just proposed, at [Stage#RCPT]
/// @param bodyOctets octets of the mail that have arrived, at [Stage#BODY]
/// @param regular what a correct server would answer; at [Stage#BODY] it would say nothing, and
///   this is 354
public record Moment(
        Stage stage,
        Instant now,
        int connection,
        int mails,
        Optional<String> sender,
        Optional<String> recipient,
        long bodyOctets,
        SmtpReply regular) {

    Moment withSender(String named) {
        return new Moment(
                stage, now, connection, mails, Optional.of(named), recipient, bodyOctets, regular);
    }

    Moment withRecipient(String named) {
        return new Moment(
                stage, now, connection, mails, sender, Optional.of(named), bodyOctets, regular);
    }

    Moment withBodyOctets(long arrived) {
        return new Moment(stage, now, connection, mails, sender, recipient, arrived, regular);
    }
}
