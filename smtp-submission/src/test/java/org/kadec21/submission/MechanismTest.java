package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.hal.Secret;
import org.kadec21.submission.Mechanism.Exchange;
import org.kadec21.submission.Mechanism.Turn;
import org.kadec21.submission.SaslVectors.Vector;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Mechanisms without a server proof; the vectors are of `sasl-vectors.json`.
class MechanismTest {

    static List<Vector> cramMd5() {
        return SaslVectors.of("CRAM-MD5");
    }

    static List<Vector> plain() {
        return SaslVectors.of("PLAIN");
    }

    static List<Vector> xoauth2() {
        return SaslVectors.of("XOAUTH2");
    }

    @ParameterizedTest
    @MethodSource("plain")
    void plainGivesTheWordOfItsVector(Vector vector) {
        Exchange exchange =
                new PlainMechanism().begin(claim(vector.get("user"), vector.get("password")));

        assertThat(encoded(exchange.initialResponse())).isEqualTo(vector.get("client"));
        assertThat(exchange.answer(new byte[0])).isInstanceOf(Turn.Cancel.class);
    }

    @Test
    void loginAnswersTwiceAndNoMore() {
        Exchange exchange = new LoginMechanism().begin(claim("tu", "secret"));

        assertThat(exchange.initialResponse()).isEmpty();
        assertThat(said(exchange.answer(Base64.getDecoder().decode("VXNlcm5hbWU6"))))
                .isEqualTo("tu");
        assertThat(said(exchange.answer(Base64.getDecoder().decode("UGFzc3dvcmQ6"))))
                .isEqualTo("secret");
        assertThat(exchange.answer(new byte[0])).isInstanceOf(Turn.Cancel.class);
    }

    @ParameterizedTest
    @MethodSource("cramMd5")
    void cramMd5AnswersTheChallengeOfItsVector(Vector vector) {
        Exchange exchange =
                new CramMd5Mechanism().begin(claim(vector.get("user"), vector.get("password")));

        assertThat(exchange.initialResponse()).isEmpty();
        assertThat(encoded(exchange, Base64.getDecoder().decode(vector.get("server_334"))))
                .isEqualTo(vector.get("client"));
        assertThat(exchange.answer(new byte[] {'x'})).isInstanceOf(Turn.Cancel.class);
    }

    @Test
    void cramMd5DoesNotAnswerAnEmptyChallenge() {
        assertThat(new CramMd5Mechanism().begin(claim("tim", "x")).answer(new byte[0]))
                .isInstanceOf(Turn.Cancel.class);
    }

    @ParameterizedTest
    @MethodSource("xoauth2")
    void xoauth2GivesTheWordOfItsVector(Vector vector) {
        Exchange exchange =
                new XOAuth2Mechanism().begin(claim(vector.get("user"), vector.get("token")));

        assertThat(encoded(exchange.initialResponse())).isEqualTo(vector.get("client"));
    }

    @Test
    void xoauth2AnswersTheServersComplaintByNothing() {
        Exchange exchange = new XOAuth2Mechanism().begin(claim("u@example.test", "abc"));

        assertThat(said(exchange.answer(bytes("{\"status\":\"401\"}")))).isEmpty();
        assertThat(exchange.complaint()).contains("{\"status\":\"401\"}");
        assertThat(exchange.answer(bytes("{}"))).isInstanceOf(Turn.Cancel.class);
    }

    @Test
    void oauthBearerGivesTheWordOfRfc7628() {
        Exchange exchange =
                new OAuthBearerMechanism()
                        .begin(
                                new Claim(
                                        "user@example.com",
                                        Secret.of("vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg=="),
                                        "server.example.com",
                                        587,
                                        () -> ""));

        assertThat(encoded(exchange.initialResponse()))
                .as("RFC 7628 4.3")
                .isEqualTo(
                        "bixhPXVzZXJAZXhhbXBsZS5jb20sAWhvc3Q9c2VydmVyLmV4YW1wbGUuY29tAXBvcnQ9NTg3"
                            + "AWF1dGg9QmVhcmVyIHZGOWRmdDRxbVRjMk52YjNSbGNrQmhiSFJoZG1semRHRXVZMjl0"
                            + "Q2c9PQEB");
    }

    @Test
    void oauthBearerAnswersTheServersComplaintByAControlA() {
        Exchange exchange = new OAuthBearerMechanism().begin(claim("u", "abc"));

        assertThat(exchange.answer(bytes("{\"status\":\"invalid_token\"}")))
                .isInstanceOfSatisfying(
                        Turn.Say.class, say -> assertThat(say.word()).containsExactly(1));
    }

    @Test
    void oauthBearerEscapesTheUsersName() {
        Exchange exchange = new OAuthBearerMechanism().begin(claim("a,b=c", "abc"));

        assertThat(new String(exchange.initialResponse().orElseThrow(), StandardCharsets.UTF_8))
                .startsWith("n,a=a=2Cb=3Dc,\1");
    }

    @Test
    void aTokenCannotSmuggleAField() {
        assertThat(new XOAuth2Mechanism().objection(claim("u", "abc\1auth=Bearer other")))
                .isPresent();
        assertThat(new OAuthBearerMechanism().objection(claim("u\1host=other", "abc"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CRAM-MD5", "DIGEST-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256"})
    void hashesOnlyWhatNeedsNoUnicodeTables(String name) {
        Mechanism mechanism =
                Mechanisms.BY_PASSWORD.stream()
                        .filter(known -> known.name().equals(name))
                        .findFirst()
                        .orElseThrow();

        assertThat(mechanism.showsPassword()).isFalse();
        assertThat(mechanism.objection(claim("tim", "all printable ~ ASCII"))).isEmpty();
        assertThat(mechanism.objection(claim("tim", "pa\u00dfword")).orElseThrow())
                .contains("password", "ASCII");
        assertThat(mechanism.objection(claim("t\u00edm", "password")).orElseThrow())
                .contains("user name");
    }

    static Claim claim(String user, String secret) {
        return new Claim(user, Secret.of(secret), "smtp.provider.test", 587, () -> "n0nce");
    }

    static String said(Turn turn) {
        assertThat(turn).isInstanceOf(Turn.Say.class);
        return turn instanceof Turn.Say(byte[] word)
                ? new String(word, StandardCharsets.UTF_8)
                : "";
    }

    private static String encoded(Exchange exchange, byte[] challenge) {
        return Base64.getEncoder().encodeToString(bytes(said(exchange.answer(challenge))));
    }

    private static String encoded(Optional<byte[]> word) {
        return Base64.getEncoder().encodeToString(word.orElseThrow());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
