package org.kadec21.submission;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A SASL mechanism (RFC 4422) as a client plays it.
interface Mechanism {

    /// Its name in EHLO and AUTH.
    String name();

    /// Whether whoever reads along gets the password or token.
    boolean showsPassword();

    /// Why this login is beyond this mechanism; empty when it is not.
    default Optional<String> objection(Claim claim) {
        return Optional.empty();
    }

    /// Begins one login.
    Exchange begin(Claim claim);

    /// Whether a policy's list names it.
    default boolean isNamedIn(List<String> names) {
        return names.stream().anyMatch(name -> name.toUpperCase(Locale.ROOT).equals(name()));
    }

    /// One login: an optional first word of ours, then an answer to each challenge.
    interface Exchange {

        /// What goes along with the AUTH command, for mechanisms in which the client speaks first.
        Optional<byte[]> initialResponse();

        /// Our answer to a decoded challenge.
        Turn answer(byte[] challenge);

        /// What the server still owes us if it lets us in now: mechanisms with mutual
        /// authentication want its proof first (RFC 5802 5, RFC 2831 2.1.3).
        default Optional<String> missingProof() {
            return Optional.empty();
        }

        /// What the server told within the exchange about why it will refuse.
        default Optional<String> complaint() {
            return Optional.empty();
        }
    }

    /// What follows a challenge.
    sealed interface Turn {

        record Say(byte[] word) implements Turn {}

        /// The challenge makes no sense, or must not be answered.
        record Cancel(String reason) implements Turn {}
    }
}
