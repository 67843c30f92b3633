package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.submission.FinalReplyTest.only;
import static org.kadec21.submission.peer.Policies.ENVELOPE;
import static org.kadec21.submission.peer.Policies.LOGGED_IN;
import static org.kadec21.submission.peer.Policies.PASSWORD;
import static org.kadec21.submission.peer.Policies.account;
import static org.kadec21.submission.peer.Policies.clear;
import static org.kadec21.submission.peer.Policies.mail;
import static org.kadec21.submission.peer.Policies.tls;
import static org.kadec21.submission.peer.Policies.with;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.kadec21.hal.Secret;
import org.kadec21.submission.Outcome.Accepted;
import org.kadec21.submission.Outcome.Deferred;
import org.kadec21.submission.Outcome.Scope;
import org.kadec21.submission.SubmissionPolicy.Auth;
import org.kadec21.submission.SubmissionPolicy.Tls;
import org.kadec21.submission.peer.MailWorld;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/// Greeting, EHLO and login in clear text.
class OpeningTest {

    private static final Tls NO_TLS = new Tls(Tls.Mode.OFF, List.of());

    private static final String EHLO = "< 220 x ESMTP\n> EHLO unit.test\n";
    private static final String BOTH = EHLO + "< 250-x\n< 250 AUTH PLAIN LOGIN\n";

    private final MailWorld world = new MailWorld();

    @Test
    void logsInByPlainAtOnce() {
        Protection protection = world.session(clear(), SubmissionSession::protection, LOGGED_IN);

        assertThat(protection.authMechanism()).contains("PLAIN");
        assertThat(protection.tls()).isEmpty();
    }

    @Test
    void logsInByLoginWhenThePolicyPrefersIt() {
        Protection protection =
                world.session(
                        with(
                                new Auth.Password(
                                        "tu", Secret.of("secret"), List.of("LOGIN"), true),
                                NO_TLS),
                        SubmissionSession::protection,
                        BOTH
                                + """
                                > AUTH LOGIN
                                < 334 VXNlcm5hbWU6
                                > dHU=
                                < 334 UGFzc3dvcmQ6
                                > c2VjcmV0
                                < 235 ok
                                """);

        assertThat(protection.authMechanism()).contains("LOGIN");
    }

    @Test
    @DisplayName("07 421-anywhere, in the greeting")
    void defersTheHostWhenItGreetsWith421() {
        assertDeferred(failure(clear(), "< 421 4.3.2 busy"), Scope.HOST);
    }

    @Test
    @DisplayName("07 421-anywhere, at EHLO")
    void defersTheHostWhen421AnswersEhlo() {
        assertDeferred(failure(clear(), EHLO + "< 421 4.3.2 busy"), Scope.HOST);
    }

    @Test
    @DisplayName("07 421-anywhere, at AUTH")
    void defersTheHostWhen421AnswersAuth() {
        assertDeferred(failure(clear(), BOTH + "> AUTH PLAIN .*\n< 421 4.3.2 busy"), Scope.HOST);
    }

    @Test
    @DisplayName("08 554-greeting")
    void defersTheHostWhenItTurnsUsAway() {
        Deferred failure = failure(clear(), "< 554 5.7.1 no service from your IP");

        assertDeferred(failure, Scope.HOST);
        assertThat(failure.reason()).contains("no service from your IP");
    }

    @Test
    @DisplayName("09 535-auth")
    void defersTheAccountOnBadCredentials() {
        assertDeferred(
                failure(clear(), BOTH + "> AUTH PLAIN .*\n< 535 5.7.8 bad credentials"),
                Scope.ACCOUNT);
    }

    @Test
    @DisplayName("10 454-auth")
    void defersTheAttemptWhenLoggingInFailsForNow() {
        assertDeferred(
                failure(clear(), BOTH + "> AUTH PLAIN .*\n< 454 4.7.0 temporary"), Scope.MAIL);
    }

    @Test
    @DisplayName("11 534-mech-abolished")
    void triesTheNextAllowedMechanismOnTheSameConnection() {
        Protection protection =
                world.session(
                        clear(),
                        SubmissionSession::protection,
                        BOTH
                                + """
                                > AUTH PLAIN .*
                                < 534 5.7.9 mechanism too weak
                                > AUTH LOGIN
                                < 334 VXNlcm5hbWU6
                                > .*
                                < 334 UGFzc3dvcmQ6
                                > .*
                                < 235 ok
                                """);

        assertThat(protection.authMechanism()).contains("LOGIN");
    }

    @Test
    @DisplayName("11 534-mech-abolished, none left")
    void neverTriesAMechanismThatThePolicyDoesNotName() {
        Deferred failure =
                failure(
                        with(account("PLAIN"), NO_TLS),
                        BOTH + "> AUTH PLAIN .*\n< 504 5.5.4 unrecognized");

        assertDeferred(failure, Scope.SECURITY);
        assertThat(world.server().received()).noneMatch(line -> line.startsWith("AUTH LOGIN"));
    }

    @Test
    @DisplayName("12 538-need-tls, to AUTH")
    void defersForSecurityWhenAuthNeedsTls() {
        assertDeferred(
                failure(clear(), BOTH + "> AUTH PLAIN .*\n< 538 5.7.11 encryption required"),
                Scope.SECURITY);
    }

    @Test
    @DisplayName("13 starttls-stripped")
    void sendsNoPasswordWhenRequiredTlsIsNotOffered() {
        assertDeferred(failure(tls(Tls.Mode.REQUIRED), BOTH), Scope.SECURITY);
        assertNoPassword();
    }

    @Test
    void sendsNoPasswordInClearTextWhenThePolicyForbidsIt() {
        assertDeferred(failure(tls(Tls.Mode.OPTIONAL), BOTH), Scope.SECURITY);
        assertNoPassword();
    }

    @Test
    @DisplayName("22 multiline-split")
    void takesASplitReplyAsOne() {
        MailResult result =
                world.send(
                                clear(),
                                LOGGED_IN
                                        + ENVELOPE
                                        + """
                                        >.
                                        ! drip PT0.001S 250-2.0.0 ok
                                        <| \\r\\n
                                        ! wait PT0.3S
                                        < 250 2.0.0 queued
                                        """,
                                mail())
                        .getFirst();

        assertThat(only(result))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.reply().text()).isEqualTo("ok\nqueued"));
    }

    @Test
    @DisplayName("23 multiline-codes")
    void isRuledByTheLastLine() {
        assertDeferred(failure(clear(), EHLO + "< 250-ok\n< 550 no"), Scope.HOST);
    }

    @Test
    @DisplayName("24 lf-only")
    void acceptsRepliesThatEndWithALineFeed() {
        Protection protection =
                world.session(
                        clear(),
                        SubmissionSession::protection,
                        """
                        <| 220 x\\n
                        > EHLO .*
                        <| 250-x\\n250 AUTH PLAIN\\n
                        > AUTH PLAIN .*
                        <| 235 ok\\n
                        """);

        assertThat(protection.authMechanism()).contains("PLAIN");
    }

    @Test
    @DisplayName("25 endless-line")
    void givesUpOnAReplyLineBeyondItsLimit() {
        Deferred failure = failure(clear(), "< 220 " + "x".repeat(5000));

        assertDeferred(failure, Scope.HOST);
        assertThat(failure.reason()).contains("longer than 4096 bytes");
    }

    @Test
    @DisplayName("25 endless reply")
    void givesUpOnAReplyOfTooManyLines() {
        Deferred failure = failure(clear(), EHLO + "< 250-x\n".repeat(300));

        assertDeferred(failure, Scope.HOST);
        assertThat(failure.reason()).contains("more than 200 lines");
    }

    @Test
    @DisplayName("26 slow-drip")
    void boundsASlowReplyAsAWhole() {
        long[] end = new long[1];

        Deferred failure =
                world.session(
                        clear(),
                        session -> {
                            end[0] = world.time().nanos();
                            return session.failure().orElseThrow();
                        },
                        "! drip PT4M 220 a-very-slow-server");

        assertDeferred(failure, Scope.HOST);
        assertThat(failure.reason()).contains("no answer in time");
        assertThat(Duration.ofNanos(end[0]))
                .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
    }

    @Test
    @DisplayName("27 banner-delay")
    void saysNothingBeforeTheGreeting() {
        Protection protection =
                world.session(
                        clear(),
                        session -> {
                            assertThat(Duration.ofNanos(world.time().nanos()))
                                    .isGreaterThanOrEqualTo(Duration.ofSeconds(25));
                            return session.protection();
                        },
                        "! wait PT25S\n" + LOGGED_IN);

        assertThat(protection.authMechanism()).contains("PLAIN");
    }

    @Test
    @DisplayName("37 port25-blocked")
    void namesPort587WhenPort25DoesNotAnswer() {
        Deferred failure =
                world.play(
                        sockets ->
                                new Submitter(
                                                new SubmissionPolicy(
                                                        MailWorld.HOST,
                                                        25,
                                                        "unit.test",
                                                        new Auth.None(),
                                                        NO_TLS,
                                                        Limits.standard()),
                                                world.time(),
                                                world.randomness())
                                        .open(sockets, world.time().after(Duration.ofHours(1)))
                                        .failure()
                                        .orElseThrow(),
                        587);

        assertDeferred(failure, Scope.HOST);
        assertThat(failure.stage()).isEqualTo(Outcome.Stage.CONNECT);
        assertThat(failure.reason()).contains("submission is port 587");
    }

    @Test
    @DisplayName("38 auth-stripped")
    void doesNotSubmitUnauthenticatedWhenAuthIsMissing() {
        assertDeferred(failure(clear(), EHLO + "< 250-x\n< 250 PIPELINING"), Scope.SECURITY);
        assertThat(world.server().received()).noneMatch(line -> line.startsWith("MAIL"));
    }

    @Test
    @DisplayName("40 ehlo-refused, and the policy asks for nothing")
    void fallsBackToHeloForAPlainRelay() {
        MailResult result =
                world.send(
                                with(new Auth.None(), NO_TLS),
                                EHLO
                                        + """
                                        < 502 what?
                                        > HELO unit.test
                                        < 250 x
                                        > MAIL FROM:<unit@unit.test>
                                        < 250 ok
                                        > RCPT TO:.*
                                        < 250 ok
                                        > DATA
                                        < 354 go
                                        >.
                                        < 250 ok
                                        """,
                                mail())
                        .getFirst();

        assertThat(only(result)).isInstanceOf(Accepted.class);
    }

    @Test
    @DisplayName("40 ehlo-refused, and the policy asks for a login")
    void defersForSecurityWhenItKnowsNoEhlo() {
        assertDeferred(failure(clear(), EHLO + "< 502 what?"), Scope.SECURITY);
    }

    @Test
    void sharesTheFailureWithEveryMailOfTheSession() {
        MailResult result =
                world.send(clear(), "< 554 no", mail("a@example.test", "b@example.test"))
                        .getFirst();

        assertThat(result.recipients())
                .hasSize(2)
                .allSatisfy(
                        recipient -> assertDeferred((Deferred) recipient.outcome(), Scope.HOST));
    }

    private Deferred failure(SubmissionPolicy policy, String dialogue) {
        return world.session(policy, session -> session.failure().orElseThrow(), dialogue);
    }

    private void assertNoPassword() {
        String encoded =
                Base64.getEncoder()
                        .encodeToString(("\0tim\0" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        assertThat(world.server().received())
                .noneMatch(line -> line.contains(encoded) || line.startsWith("AUTH"));
    }

    private static void assertDeferred(Deferred failure, Scope scope) {
        assertThat(failure.scope()).as(failure.reason()).isEqualTo(scope);
    }
}
