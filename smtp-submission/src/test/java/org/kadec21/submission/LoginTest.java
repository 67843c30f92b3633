package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.submission.peer.Policies.PASSWORD;
import static org.kadec21.submission.peer.Policies.with;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.hal.Secret;
import org.kadec21.submission.Outcome.Deferred;
import org.kadec21.submission.Outcome.Scope;
import org.kadec21.submission.Protection.PassedOver;
import org.kadec21.submission.SubmissionPolicy.Auth;
import org.kadec21.submission.SubmissionPolicy.Tls;
import org.kadec21.submission.peer.MailWorld;
import org.kadec21.submission.peer.TestAuthority;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Which mechanism is tried, in what order, and when no other one is.
class LoginTest {

    private static final TestAuthority AUTHORITY = new TestAuthority();
    private static final String CHALLENGE =
            "334 PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+";
    private static final String PROOF =
            "dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw"; // RFC 2195 2
    private static final String CRAM = "> AUTH CRAM-MD5\n< " + CHALLENGE + "\n> " + PROOF + "\n";

    private final MailWorld world = new MailWorld();

    @Test
    void takesTheStrongestOfferedWhateverTheOrderOfTheLists() {
        Protection protection =
                protection(
                        account(true, "PLAIN", "CRAM-MD5"),
                        offering("PLAIN CRAM-MD5") + CRAM + "< 235 ok");

        assertThat(protection.authMechanism()).contains("CRAM-MD5");
        assertThat(protection.passedOver()).isEmpty();
    }

    @Test
    @DisplayName("11 534-mech-abolished, with the fallback told")
    void tellsWhichStrongerMechanismTheServerHasGivenUp() {
        Protection protection =
                protection(
                        account(true, "CRAM-MD5", "PLAIN"),
                        offering("PLAIN CRAM-MD5")
                                + """
                                > AUTH CRAM-MD5
                                < 534 5.7.9 mechanism too weak
                                > AUTH PLAIN .*
                                < 235 ok
                                """);

        assertThat(protection.authMechanism()).contains("PLAIN");
        assertThat(protection.passedOver())
                .containsExactly(
                        new PassedOver("CRAM-MD5", "refused: 534 5.7.9 mechanism too weak"));
    }

    @Test
    @DisplayName("11 mechanism no longer offered")
    void tellsWhichStrongerMechanismsAreNoLongerOffered() {
        Protection protection =
                protection(
                        account(true, "DIGEST-MD5", "CRAM-MD5", "PLAIN", "LOGIN"),
                        offering("PLAIN") + "> AUTH PLAIN .*\n< 235 ok");

        assertThat(protection.passedOver())
                .containsExactly(
                        new PassedOver("DIGEST-MD5", "not offered"),
                        new PassedOver("CRAM-MD5", "not offered"));
    }

    @Test
    @DisplayName("09 535-auth, other mechanisms left")
    void offersAWrongPasswordOnlyOnce() {
        Deferred failure =
                failure(
                        account(true, "CRAM-MD5", "PLAIN", "LOGIN"),
                        offering("PLAIN LOGIN CRAM-MD5") + CRAM + "< 535 5.7.8 bad credentials");

        assertThat(failure.scope()).isEqualTo(Scope.ACCOUNT);
        assertThat(world.server().received().stream().filter(line -> line.startsWith("AUTH")))
                .hasSize(1);
    }

    @Test
    void usesAChallengeInClearTextThatDoesNotShowThePassword() {
        Protection protection =
                protection(
                        account(false, "CRAM-MD5", "PLAIN"),
                        offering("PLAIN CRAM-MD5") + CRAM + "< 235 ok");

        assertThat(protection.authMechanism()).contains("CRAM-MD5");
    }

    @Test
    @DisplayName("11 534-mech-abolished, and the rest would show the password")
    void staysDarkRatherThanShowThePassword() {
        Deferred failure =
                failure(
                        account(false, "CRAM-MD5", "PLAIN"),
                        offering("PLAIN CRAM-MD5")
                                + "> AUTH CRAM-MD5\n< 504 5.5.4 unrecognized mechanism");

        assertThat(failure.scope()).isEqualTo(Scope.SECURITY);
        assertThat(world.server().received()).noneMatch(line -> line.startsWith("AUTH PLAIN"));
    }

    @Test
    void saysWhyNoneOfTheListCanBeUsed() {
        Auth unpreparable =
                new Auth.Password(
                        "tim", Secret.of("p\u00e4ss"), List.of("SCRAM-SHA-256", "PLAIN"), false);

        Deferred failure = failure(unpreparable, offering("PLAIN SCRAM-SHA-256"));

        assertThat(failure.reason())
                .contains("SCRAM-SHA-256: the password has characters outside printable ASCII")
                .contains("PLAIN: would be readable without TLS")
                .doesNotContain("p\u00e4ss");
    }

    @Test
    void cancelsWhenAChallengeIsNotBase64() {
        Deferred failure =
                failure(
                        account(true, "CRAM-MD5", "PLAIN"),
                        offering("PLAIN CRAM-MD5")
                                + "> AUTH CRAM-MD5\n< 334 <1@x>\n> \\*\n< 501 5.7.0 cancelled");

        assertThat(failure.scope()).isEqualTo(Scope.SECURITY);
        assertThat(failure.reason()).contains("not Base64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-256", "SCRAM-SHA-1"})
    void sendsNothingToAServerThatHasNotProvenItself(String mechanism) {
        Deferred failure =
                failure(
                        account(true, mechanism),
                        offering(mechanism) + "> AUTH " + mechanism + " .*\n< 235 welcome");

        assertThat(failure.scope()).isEqualTo(Scope.SECURITY);
        assertThat(failure.reason()).contains("has not proven that it knows the password");
    }

    @Test
    void givesATokenInsideTls() {
        Protection protection =
                secured(
                        token(Optional.of(Secret.of("abc")), "XOAUTH2"),
                        "PLAIN XOAUTH2",
                        "> AUTH XOAUTH2 dXNlcj10aW0BYXV0aD1CZWFyZXIgYWJjAQE=\n< 235 ok",
                        SubmissionSession::protection);

        assertThat(protection.authMechanism()).contains("XOAUTH2");
    }

    @Test
    void answersTheComplaintAboutATokenAndReportsIt() {
        Deferred failure =
                secured(
                        token(Optional.of(Secret.of("abc")), "OAUTHBEARER", "XOAUTH2"),
                        "OAUTHBEARER XOAUTH2",
                        """
                        > AUTH OAUTHBEARER .*
                        < 334 eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIn0=
                        > AQ==
                        < 535 5.7.8 no
                        """,
                        session -> session.failure().orElseThrow());

        assertThat(failure.scope()).isEqualTo(Scope.ACCOUNT);
        assertThat(failure.reason()).contains("{\"status\":\"invalid_token\"}");
    }

    @Test
    void defersTheAccountWhenThereIsNoToken() {
        Deferred failure =
                secured(
                        token(Optional.empty(), "XOAUTH2"),
                        "XOAUTH2",
                        "",
                        session -> session.failure().orElseThrow());

        assertThat(failure.scope()).isEqualTo(Scope.ACCOUNT);
        assertThat(failure.reason()).contains("bearer token");
    }

    @Test
    void givesATokenWhereNothingThatTakesThePasswordIsOffered() {
        Auth either =
                new Auth.Password(
                        "tim",
                        Secret.of(PASSWORD),
                        List.of("CRAM-MD5", "PLAIN"),
                        false,
                        Optional.of(
                                new Auth.Token(
                                        "tim",
                                        () -> Optional.of(Secret.of("abc")),
                                        List.of("XOAUTH2"))));

        Protection byToken =
                secured(
                        either,
                        "XOAUTH2",
                        "> AUTH XOAUTH2 dXNlcj10aW0BYXV0aD1CZWFyZXIgYWJjAQE=\n< 235 ok",
                        SubmissionSession::protection);
        Protection byPassword =
                secured(
                        either,
                        "XOAUTH2 PLAIN",
                        "> AUTH PLAIN .*\n< 235 ok",
                        SubmissionSession::protection);

        assertThat(byToken.authMechanism()).contains("XOAUTH2");
        assertThat(byToken.passedOver())
                .extracting(Protection.PassedOver::mechanism)
                .containsExactly("CRAM-MD5", "PLAIN");
        assertThat(byPassword.authMechanism()).contains("PLAIN");
    }

    @Test
    void givesATokenWithoutTlsOnlyWhereThatIsAllowed() {
        Auth allowed =
                new Auth.Token(
                        "tim", () -> Optional.of(Secret.of("abc")), List.of("XOAUTH2"), true);

        Protection protection =
                protection(allowed, offering("XOAUTH2") + "> AUTH XOAUTH2 .*\n< 235 ok");

        assertThat(protection.authMechanism()).contains("XOAUTH2");
    }

    @Test
    void givesNoTokenWithoutTls() {
        Deferred failure =
                failure(token(Optional.of(Secret.of("abc")), "XOAUTH2"), offering("XOAUTH2"));

        assertThat(failure.scope()).isEqualTo(Scope.SECURITY);
        assertThat(world.server().received()).noneMatch(line -> line.startsWith("AUTH"));
    }

    private Protection protection(Auth auth, String dialogue) {
        return world.session(
                with(auth, new Tls(Tls.Mode.OFF, List.of())),
                session -> {
                    assertThat(session.failure()).isEmpty();
                    return session.protection();
                },
                dialogue);
    }

    private Deferred failure(Auth auth, String dialogue) {
        return world.session(
                with(auth, new Tls(Tls.Mode.OFF, List.of())),
                session -> session.failure().orElseThrow(),
                dialogue);
    }

    private static <T> T secured(
            Auth auth, String mechanisms, String login, Function<SubmissionSession, T> use) {
        return new MailWorld(Duration.ZERO)
                .withTls(
                        AUTHORITY.server(
                                MailWorld.HOST,
                                Instant.parse("2024-01-01T00:00:00Z"),
                                Instant.parse("2025-01-01T00:00:00Z")))
                .session(
                        with(auth, new Tls(Tls.Mode.IMPLICIT, List.of(AUTHORITY.certificate()))),
                        use,
                        "! tls\n" + offering(mechanisms) + login);
    }

    private static String offering(String mechanisms) {
        return "< 220 x ESMTP\n> EHLO unit.test\n< 250-x\n< 250 AUTH " + mechanisms + "\n";
    }

    private static Auth account(boolean clearTextAllowed, String... mechanisms) {
        return new Auth.Password("tim", Secret.of(PASSWORD), List.of(mechanisms), clearTextAllowed);
    }

    private static Auth token(Optional<Secret> token, String... mechanisms) {
        return new Auth.Token("tim", () -> token, List.of(mechanisms));
    }
}
