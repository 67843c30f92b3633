package org.kadec21.simulation.provider.smtp;

import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.policy.Mechanism;
import org.kadec21.simulation.provider.sasl.SaslExchange;
import org.kadec21.simulation.provider.sasl.SaslSite;

import java.util.Base64;
import java.util.Optional;

/// The AUTH command's way of carrying SASL: base64, `=` for an empty initial response, `*` to give
/// up (RFC 4954 section 4).
final class AuthDialogue {

    private final Mechanism mechanism;
    private final SaslExchange exchange;

    AuthDialogue(Mechanism mechanism, SaslSite site) {
        this.mechanism = mechanism;
        this.exchange = SaslExchange.of(mechanism, site);
    }

    Mechanism mechanism() {
        return mechanism;
    }

    /// Where the exchange stands.
    sealed interface Progress {

        record Ask(SmtpReply challenge) implements Progress {}

        record Granted(Account account) implements Progress {}

        record Denied(String user) implements Progress {}

        /// Given up by the client, or nothing that can be understood.
        record Broken(SmtpReply reply) implements Progress {}
    }

    Progress begin(Optional<String> initialResponse) {
        if (initialResponse.isEmpty()) {
            return judge(exchange.begin(Optional.empty()));
        }
        String text = initialResponse.get();
        return decode(text.equals("=") ? "" : text)
                .map(octets -> judge(exchange.begin(Optional.of(octets))))
                .orElseGet(() -> new Progress.Broken(Replies.AUTH_NOT_BASE64));
    }

    Progress respond(String line) {
        if (line.equals("*")) {
            return new Progress.Broken(Replies.AUTH_ABORTED);
        }
        return decode(line)
                .map(octets -> judge(exchange.respond(octets)))
                .orElseGet(() -> new Progress.Broken(Replies.AUTH_NOT_BASE64));
    }

    private static Progress judge(SaslExchange.Step step) {
        return switch (step) {
            case SaslExchange.Step.Challenge(byte[] octets) ->
                    new Progress.Ask(Replies.challenge(octets));
            case SaslExchange.Step.Verified(Account account) -> new Progress.Granted(account);
            case SaslExchange.Step.Refused(String user) -> new Progress.Denied(user);
            case SaslExchange.Step.Malformed(String reason) ->
                    new Progress.Broken(Replies.authMalformed(reason));
        };
    }

    private static Optional<byte[]> decode(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
