package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.submission.MechanismTest.bytes;
import static org.kadec21.submission.MechanismTest.said;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kadec21.hal.Secret;
import org.kadec21.submission.Mechanism.Exchange;
import org.kadec21.submission.Mechanism.Turn;
import org.kadec21.submission.SaslVectors.Vector;

import java.util.List;
import java.util.stream.Stream;

class ScramMechanismTest {

    private static final String NONCE = "rOprNGfwEbeRWgbNEkqO";
    private static final Vector RFC_7677 = SaslVectors.of("SCRAM-SHA-256").getFirst();

    static List<Vector> vectors() {
        return Stream.of("SCRAM-SHA-1", "SCRAM-SHA-256")
                .flatMap(name -> SaslVectors.of(name).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void speaksItsVector(Vector vector) {
        Exchange exchange = begin(vector);

        assertThat(exchange.initialResponse().orElseThrow())
                .asString()
                .isEqualTo(vector.get("client_first"));
        assertThat(said(exchange.answer(bytes(vector.get("server_first")))))
                .isEqualTo(vector.get("client_final"));
        assertThat(exchange.missingProof()).isPresent();
        assertThat(said(exchange.answer(bytes(vector.get("server_final"))))).isEmpty();
        assertThat(exchange.missingProof()).isEmpty();
    }

    @Test
    void refusesAServerThatDoesNotKnowThePassword() {
        Exchange exchange = begin(RFC_7677);
        exchange.answer(bytes(RFC_7677.get("server_first")));

        Turn turn = exchange.answer(bytes(RFC_7677.get("server_final").replaceFirst("v=6", "v=7")));

        assertThat(turn).isInstanceOf(Turn.Cancel.class);
        assertThat(exchange.missingProof()).isPresent();
    }

    @Test
    void keepsTheServersErrorAndLetsItRefuse() {
        Exchange exchange = begin(RFC_7677);
        exchange.answer(bytes(RFC_7677.get("server_first")));

        assertThat(said(exchange.answer(bytes("e=invalid-proof")))).isEmpty();
        assertThat(exchange.complaint()).contains("invalid-proof");
        assertThat(exchange.missingProof()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "r=other,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096|does not continue ours",
                "r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096|does not continue ours",
                "r=rOprNGfwEbeRWgbNEkqO1,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=1|iterations",
                "r=rOprNGfwEbeRWgbNEkqO1,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=2000000|iterations",
                "r=rOprNGfwEbeRWgbNEkqO1,s=W=2,i=4096|not Base64",
                "m=ext,r=rOprNGfwEbeRWgbNEkqO1,s=W22Z,i=4096|expected r=",
                "|expected r="
            })
    void cancelsOnAFirstMessageItMustNotAnswer(String serverFirst, String reason) {
        Turn turn = begin(RFC_7677).answer(bytes(serverFirst == null ? "" : serverFirst));

        assertThat(turn)
                .isInstanceOfSatisfying(
                        Turn.Cancel.class, cancel -> assertThat(cancel.reason()).contains(reason));
    }

    @Test
    void escapesTheUsersName() {
        Exchange exchange =
                new ScramMechanism(Hash.SHA_256)
                        .begin(new Claim("a,b=c", Secret.of("x"), "h", 587, () -> NONCE));

        assertThat(exchange.initialResponse().orElseThrow())
                .asString()
                .isEqualTo("n,,n=a=2Cb=3Dc,r=" + NONCE);
    }

    private static Exchange begin(Vector vector) {
        Hash hash = vector.get("mech").equals("SCRAM-SHA-1") ? Hash.SHA_1 : Hash.SHA_256;
        String first = vector.get("client_first");
        String nonce = first.substring(first.indexOf(",r=") + 3);
        return new ScramMechanism(hash)
                .begin(
                        new Claim(
                                vector.get("user"),
                                Secret.of(vector.get("password")),
                                "smtp.provider.test",
                                587,
                                () -> nonce));
    }
}
