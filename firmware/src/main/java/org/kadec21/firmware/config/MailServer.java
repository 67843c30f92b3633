package org.kadec21.firmware.config;

import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.SubmissionPolicy.Auth;
import org.kadec21.submission.SubmissionPolicy.Tls;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One submission server of a unit, and when it is the unit's server.
///
/// @param policy what is demanded of it
/// @param from first moment it is used, by the unit's clock; [Instant#MIN] for always
/// @param until first moment it is used no more; [Instant#MAX] for never
/// @param envelopeFrom reverse-path there, where it is another than the unit's: a server refuses
///   senders that are not its customers'
/// @param addresses where its host is, as literal addresses in the order in which they are tried;
///   empty: its name is looked up
public record MailServer(
        SubmissionPolicy policy,
        Instant from,
        Instant until,
        Optional<String> envelopeFrom,
        List<String> addresses) {

    public MailServer {
        addresses = List.copyOf(addresses);
    }

    /// A server that is always used.
    public static MailServer always(SubmissionPolicy policy) {
        return new MailServer(policy, Instant.MIN, Instant.MAX, Optional.empty(), List.of());
    }

    /// The same entry with another demand.
    public MailServer with(SubmissionPolicy other) {
        return new MailServer(other, from, until, envelopeFrom, addresses);
    }

    /// The same entry at these addresses.
    MailServer at(List<String> others) {
        return new MailServer(policy, from, until, envelopeFrom, others);
    }

    /// `host:port`, for people and as a key.
    public String place() {
        return policy.host() + ":" + policy.port();
    }

    boolean isUsedAt(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(until);
    }

    /// Whether both log in with the same words: what locks the one locks the other.
    public boolean sharesAccountWith(MailServer other) {
        return switch (policy.auth()) {
            case Auth.None none -> false;
            case Auth.Password mine ->
                    other.policy.auth() instanceof Auth.Password others
                            && mine.user().equals(others.user())
                            && mine.password().equals(others.password());
            case Auth.Token mine ->
                    other.policy.auth() instanceof Auth.Token others
                            && mine.user().equals(others.user());
        };
    }

    /// How much it demands of TLS: 0 nothing, 1 what is offered, 2 TLS or nothing.
    public int demand() {
        return demand(policy.tls().mode());
    }

    private static int demand(Tls.Mode mode) {
        return switch (mode) {
            case OFF -> 0;
            case OPTIONAL -> 1;
            case REQUIRED, IMPLICIT -> 2;
        };
    }
}
