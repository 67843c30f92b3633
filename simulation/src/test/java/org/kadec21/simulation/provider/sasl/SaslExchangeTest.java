package org.kadec21.simulation.provider.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kadec21.hal.Secret;
import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.mailbox.Accounts;
import org.kadec21.simulation.provider.policy.Mechanism;
import org.kadec21.simulation.provider.sasl.SaslExchange.Step;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The mechanisms that hash, with the words of their RFCs as the client.
class SaslExchangeTest {

    private static final Accounts ACCOUNTS =
            new Accounts(
                    List.of(
                            new Account("tim", Secret.of("tanstaaftanstaaf"), "tim@provider.test"),
                            new Account("tu", Secret.of("secret"), "tu@provider.test")));

    @Test
    void cramMd5GivesAndTakesTheWordsOfRfc2195() {
        SaslExchange exchange =
                exchange(Mechanism.CRAM_MD5, "postoffice.reston.mci.net", "1896.697170952");

        assertThat(challenge(exchange.begin(Optional.empty())))
                .isEqualTo("<1896.697170952@postoffice.reston.mci.net>");
        assertThat(respond(exchange, "tim b913a602c7eda7a495b4e6e7334d3890"))
                .isInstanceOf(Step.Verified.class);
    }

    @Test
    void cramMd5RefusesAnotherDigest() {
        SaslExchange exchange = exchange(Mechanism.CRAM_MD5, "h.test", "1.2");
        exchange.begin(Optional.empty());

        assertThat(respond(exchange, "tim b913a602c7eda7a495b4e6e7334d3890"))
                .isEqualTo(new Step.Refused("tim"));
    }

    @Test
    void digestMd5WritesItsAlgorithmWithoutQuotes() {
        SaslExchange exchange = exchange(Mechanism.DIGEST_MD5, "provider.test", "n");

        assertThat(challenge(exchange.begin(Optional.empty())))
                .contains(",algorithm=md5-sess,")
                .contains("nonce=\"n\"")
                .contains("realm=\"provider.test\"");
    }

    /// The computed DIGEST-MD5 vector that the submission's tests have in `sasl-vectors.json`.
    @Test
    void digestMd5VerifiesAndProvesItself() {
        SaslExchange exchange = exchange(Mechanism.DIGEST_MD5, "provider.test", "OA6MG9tEQGm2hh");
        exchange.begin(Optional.empty());

        Step step = respond(exchange, digest("ea063af3bcace54e506ac65f8e51c716"));

        assertThat(challenge(step)).isEqualTo("rspauth=a4449c2a374b97ae371203ea94b3b80e");
        assertThat(respond(exchange, "")).isInstanceOf(Step.Verified.class);
    }

    @Test
    void digestMd5RefusesAnotherDigest() {
        SaslExchange exchange = exchange(Mechanism.DIGEST_MD5, "provider.test", "OA6MG9tEQGm2hh");
        exchange.begin(Optional.empty());

        assertThat(respond(exchange, digest("ea063af3bcace54e506ac65f8e51c717")))
                .isEqualTo(new Step.Refused("tu"));
    }

    @Test
    void scramContinuesTheClientsNonceAndRefusesAWrongProof() {
        SaslExchange exchange = exchange(Mechanism.SCRAM_SHA_256, "provider.test", "777");

        String first = challenge(exchange.begin(word("n,,n=tu,r=abc")));
        Step step =
                respond(exchange, "c=biws,r=abc777,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");

        assertThat(first).matches("r=abc777,s=[A-Za-z0-9+/=]{24},i=4096");
        assertThat(step).isEqualTo(new Step.Refused("tu"));
    }

    @Test
    void scramRefusesAReplayUnderAnotherNonce() {
        SaslExchange exchange = exchange(Mechanism.SCRAM_SHA_256, "provider.test", "777");
        exchange.begin(word("n,,n=tu,r=abc"));

        assertThat(respond(exchange, "c=biws,r=abc776,p=AAAA")).isEqualTo(new Step.Refused("tu"));
    }

    @Test
    void xoauth2ComplainsBeforeItRefuses() {
        SaslExchange exchange = exchange(Mechanism.XOAUTH2, "provider.test", "1");

        assertThat(challenge(exchange.begin(word("user=tu\1auth=Bearer stale\1\1"))))
                .contains("\"status\":\"401\"");
        assertThat(respond(exchange, "")).isEqualTo(new Step.Refused("tu"));
    }

    @ParameterizedTest
    @EnumSource(Mechanism.class)
    void takesNoNonsense(Mechanism mechanism) {
        SaslExchange exchange = exchange(mechanism, "provider.test", "1");
        exchange.begin(Optional.empty());

        Step step = respond(exchange, "=,\1=");
        if (mechanism == Mechanism.LOGIN) {
            step = respond(exchange, "=");
        }

        assertThat(step).isInstanceOfAny(Step.Malformed.class, Step.Refused.class);
    }

    private static String digest(String response) {
        return "charset=utf-8,username=\"tu\",realm=\"provider.test\",nonce=\"OA6MG9tEQGm2hh\","
                + "nc=00000001,cnonce=\"OA6MHXh6VqTrRk\",digest-uri=\"smtp/smtp.provider.test\","
                + "response="
                + response
                + ",qop=auth";
    }

    private static SaslExchange exchange(Mechanism mechanism, String host, String nonce) {
        return SaslExchange.of(mechanism, new SaslSite(ACCOUNTS, host, nonce));
    }

    private static Optional<byte[]> word(String text) {
        return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Step respond(SaslExchange exchange, String text) {
        return exchange.respond(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String challenge(Step step) {
        assertThat(step).isInstanceOf(Step.Challenge.class);
        return step instanceof Step.Challenge(byte[] octets)
                ? new String(octets, StandardCharsets.UTF_8)
                : "";
    }
}
