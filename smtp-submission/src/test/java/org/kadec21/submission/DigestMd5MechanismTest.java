package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.submission.MechanismTest.bytes;
import static org.kadec21.submission.MechanismTest.said;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.hal.Secret;
import org.kadec21.submission.DigestMd5Mechanism.Terms;
import org.kadec21.submission.Mechanism.Exchange;
import org.kadec21.submission.Mechanism.Turn;
import org.kadec21.submission.SaslVectors.Vector;

import java.util.List;

class DigestMd5MechanismTest {

    private static final Vector SMTP = SaslVectors.of("DIGEST-MD5").getLast();
    private static final String CHALLENGE =
            "realm=\"provider.test\",nonce=\"OA6MG9tEQGm2hh\",qop=\"auth,auth-int\","
                    + "algorithm=md5-sess,charset=utf-8";

    static List<Vector> vectors() {
        return SaslVectors.of("DIGEST-MD5");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void computesBothProofsOfItsVector(Vector vector) {
        Terms terms =
                new Terms(
                        vector.get("user"),
                        vector.get("realm"),
                        vector.get("nonce"),
                        vector.get("cnonce"),
                        vector.get("digest_uri"));
        byte[] password = bytes(vector.get("password"));

        assertThat(terms.response(password)).isEqualTo(vector.get("response"));
        assertThat(terms.serverProof(password)).isEqualTo(vector.get("rspauth"));
    }

    @Test
    void answersAChallengeAndVerifiesTheServer() {
        Exchange exchange = begin();

        assertThat(said(exchange.answer(bytes(CHALLENGE))))
                .isEqualTo(
                        "charset=utf-8,username=\"tu\",realm=\"provider.test\","
                                + "nonce=\"OA6MG9tEQGm2hh\",nc=00000001,cnonce=\"OA6MHXh6VqTrRk\","
                                + "digest-uri=\"smtp/smtp.provider.test\",response="
                                + SMTP.get("response")
                                + ",qop=auth");
        assertThat(exchange.missingProof()).isPresent();
        assertThat(said(exchange.answer(bytes("rspauth=" + SMTP.get("rspauth"))))).isEmpty();
        assertThat(exchange.missingProof()).isEmpty();
    }

    @Test
    void refusesAServerThatDoesNotKnowThePassword() {
        Exchange exchange = begin();
        exchange.answer(bytes(CHALLENGE));

        assertThat(exchange.answer(bytes("rspauth=" + "0".repeat(32))))
                .isInstanceOf(Turn.Cancel.class);
        assertThat(exchange.missingProof()).isPresent();
    }

    @Test
    void namesNoRealmWhenTheServerNamesNone() {
        String answer =
                said(begin().answer(bytes("nonce=\"OA6MG9tEQGm2hh\",algorithm=\"md5-sess\"")));

        assertThat(answer).doesNotContain("realm=").doesNotContain("charset=");
    }

    @Test
    void takesQuotedPairsApartAndPutsThemTogetherAgain() {
        String answer =
                said(begin().answer(bytes("realm=\"a\\\"b\",nonce=\"n\",algorithm=md5-sess")));

        assertThat(answer).contains("realm=\"a\\\"b\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "nonce=\"x",
                "nonce=\"x\"",
                "nonce=\"x\",algorithm=md5",
                "nonce=\"x\",nonce=\"y\",algorithm=md5-sess",
                "nonce=\"x\",algorithm=md5-sess,qop=\"auth-conf\"",
                "algorithm=md5-sess"
            })
    void cancelsOnAChallengeItCannotAnswer(String challenge) {
        assertThat(begin().answer(bytes(challenge))).isInstanceOf(Turn.Cancel.class);
    }

    private static Exchange begin() {
        return new DigestMd5Mechanism()
                .begin(
                        new Claim(
                                SMTP.get("user"),
                                Secret.of(SMTP.get("password")),
                                "smtp.provider.test",
                                587,
                                () -> SMTP.get("cnonce")));
    }
}
