package org.kadec21.simulation.provider.sasl;

import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.policy.Mechanism;

import java.util.Optional;

/// One run of a mechanism, seen from the server. Octets here are decoded; base64 and `*` are the
/// protocol's business.
public sealed interface SaslExchange
        permits PlainExchange,
                LoginExchange,
                CramMd5Exchange,
                DigestMd5Exchange,
                ScramExchange,
                BearerExchange {

    /// A new run of `mechanism`.
    static SaslExchange of(Mechanism mechanism, SaslSite site) {
        return switch (mechanism) {
            case PLAIN -> new PlainExchange(site.accounts());
            case LOGIN -> new LoginExchange(site.accounts());
            case CRAM_MD5 -> new CramMd5Exchange(site);
            case DIGEST_MD5 -> new DigestMd5Exchange(site);
            case SCRAM_SHA_256 -> new ScramExchange(site);
            case XOAUTH2 -> BearerExchange.xoauth2(site.accounts());
            case OAUTHBEARER -> BearerExchange.oauthBearer(site.accounts());
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
