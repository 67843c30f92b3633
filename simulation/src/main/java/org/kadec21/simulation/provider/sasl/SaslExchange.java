package org.kadec21.simulation.provider.sasl;

import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.mailbox.Accounts;
import org.kadec21.simulation.provider.policy.Mechanism;

import java.util.Optional;

/// One run of a mechanism, seen from the server. Octets here are decoded; base64 and `*` are the
/// protocol's business.
public sealed interface SaslExchange permits PlainExchange, LoginExchange {

    /// A new run of `mechanism`.
    static SaslExchange of(Mechanism mechanism, Accounts accounts) {
        return switch (mechanism) {
            case PLAIN -> new PlainExchange(accounts);
            case LOGIN -> new LoginExchange(accounts);
        };
    }

    /// Begins, with the client's initial response if it sent one.
    Step begin(Optional<byte[]> initialResponse);

    /// Takes the answer to the last [Step.Challenge].
    Step respond(byte[] response);

    /// What comes next.
    sealed interface Step {

        record Challenge(byte[] octets) implements Step {}

        record Verified(Account account) implements Step {}

        /// The name claimed, as far as there was one.
        record Refused(String user) implements Step {}

        /// The client's octets are not of this mechanism's form.
        record Malformed(String reason) implements Step {}
    }
}
