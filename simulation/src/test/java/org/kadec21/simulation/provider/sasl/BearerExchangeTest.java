package org.kadec21.simulation.provider.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.hal.Secret;
import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.mailbox.Accounts;
import org.kadec21.simulation.provider.sasl.SaslExchange.Step;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

class BearerExchangeTest {

    private final SaslExchange exchange =
            BearerExchange.oauthBearer(
                    new Accounts(
                            List.of(
                                    new Account(
                                            "tu", Secret.of("vF9dft4qmT"), "tu@provider.test"))));

    @Test
    void takesTheWordsOfRfc7628() {
        Step step =
                exchange.begin(
                        word(
                                "n,a=tu@provider.test,\1host=server.example.com\1port=587\1"
                                        + "auth=Bearer vF9dft4qmT\1\1"));

        assertThat(step).isInstanceOf(Step.Verified.class);
    }

    @Test
    void takesThemAlsoInAnswerToAnEmptyChallenge() {
        assertThat(exchange.begin(Optional.empty())).isInstanceOf(Step.Challenge.class);
        assertThat(exchange.respond("n,a=tu,\1auth=Bearer vF9dft4qmT\1\1".getBytes(ASCII)))
                .isInstanceOf(Step.Verified.class);
    }

    @Test
    void complainsInJsonBeforeItRefuses() {
        Step complaint = exchange.begin(word("n,a=tu,\1auth=Bearer stale\1\1"));

        assertThat(complaint).isInstanceOf(Step.Challenge.class);
        assertThat(new String(((Step.Challenge) complaint).octets(), ASCII))
                .contains("\"status\":\"invalid_token\"");
        assertThat(exchange.respond("\1".getBytes(ASCII))).isEqualTo(new Step.Refused("tu"));
    }

    @Test
    void wantsTheDummyResponseBehindAComplaint() {
        exchange.begin(word("n,a=tu,\1auth=Bearer stale\1\1"));

        assertThat(exchange.respond("again".getBytes(ASCII))).isInstanceOf(Step.Malformed.class);
    }

    @Test
    void aWordWithoutTokenIsMalformed() {
        assertThat(exchange.begin(word("n,a=tu,\1host=h\1\1"))).isInstanceOf(Step.Malformed.class);
    }

    private static final Charset ASCII = StandardCharsets.US_ASCII;

    private static Optional<byte[]> word(String text) {
        return Optional.of(text.getBytes(ASCII));
    }
}
