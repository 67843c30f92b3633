package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.hal.Secret;
import org.kadec21.submission.Mechanism.Exchange;

import java.util.Base64;
import java.util.Optional;

class MechanismTest {

    @Test
    void plainGivesTheWordOfRfc4616() {
        Exchange exchange = new PlainMechanism().begin("tim", Secret.of("tanstaaftanstaaf"));

        assertThat(encoded(exchange.initialResponse())).isEqualTo("AHRpbQB0YW5zdGFhZnRhbnN0YWFm");
        assertThat(exchange.answer(new byte[0])).isEmpty();
    }

    @Test
    void loginAnswersTwiceAndNoMore() {
        Exchange exchange = new LoginMechanism().begin("tu", Secret.of("secret"));

        assertThat(exchange.initialResponse()).isEmpty();
        assertThat(encoded(exchange.answer(Base64.getDecoder().decode("VXNlcm5hbWU6"))))
                .isEqualTo("dHU=");
        assertThat(encoded(exchange.answer(Base64.getDecoder().decode("UGFzc3dvcmQ6"))))
                .isEqualTo("c2VjcmV0");
        assertThat(exchange.answer(new byte[0])).isEmpty();
    }

    private static String encoded(Optional<byte[]> word) {
        return Base64.getEncoder().encodeToString(word.orElseThrow());
    }
}
