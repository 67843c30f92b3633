package org.kadec21.simulation.provider.smtp;

import java.time.Instant;
import java.util.Optional;

/// What a [Behaviour] may know when it is asked.
///
/// @param session what the connection has seen so far
/// @param envelope the mail under way, or just proposed; empty values when there is none
/// @param recipient the recipient just proposed, at [Stage#RCPT]
/// @param bodyOctets octets of the mail that have arrived, at [Stage#BODY]
/// @param regular what a correct server would answer; at [Stage#BODY] it would say nothing, and
///   this is 354
public record Moment(
        Stage stage,
        Instant now,
        Session session,
        Envelope envelope,
        Optional<String> recipient,
        long bodyOctets,
        SmtpReply regular) {

    /// A connection so far.
    ///
    /// @param connection its number at this provider, from 1
    /// @param mails mails accepted on it
    /// @param messages messages received to their end, accepted or not
    /// @param secure whether it runs inside TLS
    /// @param authAttempts AUTH exchanges begun, the current one included
    public record Session(
            int connection, int mails, int messages, boolean secure, int authAttempts) {}

    /// A mail's envelope so far.
    ///
    /// @param sender empty when there is no mail under way
    /// @param declaredOctets the SIZE parameter, 0 without
    /// @param accepted recipients accepted
    /// @param refused recipients refused
    public record Envelope(
            Optional<String> sender, long declaredOctets, int accepted, int refused) {
        static final Envelope NONE = new Envelope(Optional.empty(), 0, 0, 0);
    }

    public int connection() {
        return session.connection();
    }

    public int mails() {
        return session.mails();
    }

    public Optional<String> sender() {
        return envelope.sender();
    }

    Moment withEnvelope(Envelope proposed) {
        return new Moment(stage, now, session, proposed, recipient, bodyOctets, regular);
    }

    Moment withRecipient(String named) {
        return new Moment(stage, now, session, envelope, Optional.of(named), bodyOctets, regular);
    }

    Moment withBodyOctets(long arrived) {
        return new Moment(stage, now, session, envelope, recipient, arrived, regular);
    }
}
