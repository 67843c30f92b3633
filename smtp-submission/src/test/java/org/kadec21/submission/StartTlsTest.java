package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.submission.FinalReplyTest.only;
import static org.kadec21.submission.peer.Policies.ENVELOPE;
import static org.kadec21.submission.peer.Policies.mail;
import static org.kadec21.submission.peer.Policies.tls;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.submission.Outcome.Accepted;
import org.kadec21.submission.Outcome.Deferred;
import org.kadec21.submission.Outcome.Scope;
import org.kadec21.submission.SubmissionPolicy.Tls;
import org.kadec21.submission.peer.MailWorld;
import org.kadec21.submission.peer.TestAuthority;

import java.time.Duration;
import java.time.Instant;

/// STARTTLS with real handshakes in virtual time.
class StartTlsTest {

    private static final TestAuthority AUTHORITY = new TestAuthority();
    private static final Instant ISSUED = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2025-01-01T00:00:00Z");

    private static final String OFFER =
            """
            < 220 x ESMTP
            > EHLO unit.test
            < 250-x
            < 250-STARTTLS
            < 250 AUTH PLAIN
            > STARTTLS
            """;
    private static final String HANDSHAKE = OFFER + "< 220 go\n! tls\n";
    private static final String SECURED =
            HANDSHAKE
                    + """
                    > EHLO unit.test
                    < 250-x
                    < 250-PIPELINING
                    < 250-SIZE 100000
                    < 250 AUTH PLAIN
                    > AUTH PLAIN .*
                    < 235 ok
                    """;

    @Test
    void submitsInsideTls() {
        MailWorld world = worldWith(MailWorld.HOST, Duration.ZERO);

        MailResult result =
                world.send(required(), SECURED + ENVELOPE + ">.\n< 250 ok", mail()).getFirst();

        assertThat(only(result)).isInstanceOf(Accepted.class);
    }

    @Test
    void submitsTwoMailsInsideTls() {
        MailWorld world = worldWith(MailWorld.HOST, Duration.ZERO);
        String accepted = ENVELOPE + ">.\n< 250 ok\n";

        assertThat(world.send(required(), SECURED + accepted + accepted, mail(), mail()))
                .allSatisfy(result -> assertThat(only(result)).isInstanceOf(Accepted.class));
    }

    @Test
    void defersTheSecondMailWhenTheServerSpokeWithoutBeingAsked() {
        MailWorld world = worldWith(MailWorld.HOST, Duration.ZERO);

        MailResult second =
                world.session(
                        required(),
                        session -> {
                            session.send(mail(), ids -> {});
                            world.pause();
                            return session.send(mail(), ids -> {});
                        },
                        SECURED + ENVELOPE + ">.\n< 250 ok\n< 250 queued indeed");

        assertThat(only(second).toString()).contains("250 queued indeed");
        assertThat(world.server().received())
                .filteredOn(line -> line.startsWith("MAIL"))
                .hasSize(1);
    }

    @Test
    void tellsProtocolAndEndOfTheCertificate() {
        Protection protection =
                worldWith(MailWorld.HOST, Duration.ZERO)
                        .session(required(), SubmissionSession::protection, SECURED);

        assertThat(protection.tlsOffered()).isTrue();
        assertThat(protection.tls())
                .hasValueSatisfying(tls -> assertThat(tls).startsWith("TLSv1.3 TLS_"));
        assertThat(protection.certificateEnd()).contains(END);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void submitsToAServerThatKnowsOneVersionOnly(String version) {
        String dialogue = SECURED.replace("! tls", "! tls " + version) + ENVELOPE + ">.\n< 250 ok";

        MailResult result =
                worldWith(MailWorld.HOST, Duration.ZERO)
                        .session(
                                required(),
                                session -> {
                                    assertThat(session.protection().tls().orElseThrow())
                                            .startsWith(version + " TLS_");
                                    return session.send(mail(), ids -> {});
                                },
                                dialogue);

        assertThat(only(result)).isInstanceOf(Accepted.class);
    }

    @Test
    void takesOptionalTlsWhenOffered() {
        Protection protection =
                worldWith(MailWorld.HOST, Duration.ZERO)
                        .session(
                                tls(Tls.Mode.OPTIONAL, AUTHORITY.certificate()),
                                SubmissionSession::protection,
                                SECURED);

        assertThat(protection.tls()).isPresent();
    }

    @Test
    @DisplayName("14 starttls-injection")
    void givesUpWhenBytesFollowTheReplyToStartTls() {
        Deferred failure =
                failure(new MailWorld(), OFFER + "<| 220 go\\r\\n250-AUTH PLAIN\\r\\n250 ok\\r\\n");

        assertThat(failure.scope()).isEqualTo(Scope.SECURITY);
        assertThat(failure.reason()).contains("further bytes in clear text");
    }

    @Test
    @DisplayName("15 starttls-454")
    void defersTheAttemptWhenRequiredTlsIsNotAvailableForNow() {
        assertThat(failure(new MailWorld(), OFFER + "< 454 4.7.0 TLS not available").scope())
                .isEqualTo(Scope.MAIL);
    }

    @Test
    @DisplayName("15 starttls-454, TLS optional and clear text forbidden")
    void sendsNoPasswordWhenOptionalTlsIsNotAvailable() {
        MailWorld world = new MailWorld();

        Deferred failure =
                world.session(
                        tls(Tls.Mode.OPTIONAL),
                        session -> session.failure().orElseThrow(),
                        OFFER + "< 454 4.7.0 TLS not available");

        assertThat(failure.scope()).isEqualTo(Scope.SECURITY);
        assertThat(world.server().received()).noneMatch(line -> line.startsWith("AUTH"));
    }

    @Test
    @DisplayName("16 second-ehlo-refused")
    void givesUpWhenEhloIsRefusedInsideTls() {
        MailWorld world = worldWith(MailWorld.HOST, Duration.ZERO);

        Deferred failure = failure(world, HANDSHAKE + "> EHLO .*\n< 500 what?");

        assertThat(failure.scope()).isEqualTo(Scope.SECURITY);
        assertThat(world.server().received())
                .noneMatch(line -> line.startsWith("AUTH") || line.startsWith("HELO"));
    }

    @Test
    void forgetsWhatWasOfferedBeforeTls() {
        MailWorld world = worldWith(MailWorld.HOST, Duration.ZERO);

        Deferred failure = failure(world, HANDSHAKE + "> EHLO .*\n< 250 x");

        assertThat(failure.scope()).isEqualTo(Scope.SECURITY);
        assertThat(failure.reason()).contains("expected AUTH");
    }

    @Test
    @DisplayName("17 cert-expired/clock, clock ahead")
    void namesTheClockWhenACertificateHasExpired() {
        Deferred failure = failure(worldWith(MailWorld.HOST, Duration.ofDays(14 * 365)), HANDSHAKE);

        assertThat(failure.scope()).isEqualTo(Scope.SECURITY);
        assertThat(failure.reason()).contains("has expired").contains("unit's clock (2038-");
    }

    @Test
    @DisplayName("17 cert-expired/clock, clock behind")
    void namesTheClockWhenACertificateIsNotYetValid() {
        Deferred failure =
                failure(worldWith(MailWorld.HOST, Duration.ofDays(-24 * 365)), HANDSHAKE);

        assertThat(failure.scope()).isEqualTo(Scope.SECURITY);
        assertThat(failure.reason()).contains("not yet valid").contains("set the clock");
    }

    @ParameterizedTest
    @ValueSource(ints = {-24 * 365, 14 * 365})
    @DisplayName("17 cert-expired/clock, the server's own certificate is the authority")
    void holdsAlsoACertificateThatIsItsOwnAuthorityToItsDates(int days) {
        TestAuthority.Server server = AUTHORITY.issueServer(MailWorld.HOST, ISSUED, END);
        MailWorld world = new MailWorld(Duration.ofDays(days)).withTls(server.context());

        Validity dates =
                world.session(
                        tls(Tls.Mode.REQUIRED, server.certificate()),
                        session -> session.protection().refusedDates().orElseThrow(),
                        HANDSHAKE);

        assertThat(dates).isEqualTo(new Validity(ISSUED, END));
    }

    @Test
    void takesAServersOwnCertificateAsItsAuthorityWithinItsDates() {
        TestAuthority.Server server = AUTHORITY.issueServer(MailWorld.HOST, ISSUED, END);
        MailWorld world = new MailWorld(Duration.ZERO).withTls(server.context());

        MailResult result =
                world.send(
                                tls(Tls.Mode.REQUIRED, server.certificate()),
                                SECURED + ENVELOPE + ">.\n< 250 ok",
                                mail())
                        .getFirst();

        assertThat(only(result)).isInstanceOf(Accepted.class);
    }

    @Test
    void tellsTheDatesOfTheCertificateThatEndedTheHandshake() {
        MailWorld world = worldWith(MailWorld.HOST, Duration.ofDays(14 * 365));

        Validity dates =
                world.session(
                        tls(Tls.Mode.REQUIRED, AUTHORITY.certificate()),
                        session -> session.protection().refusedDates().orElseThrow(),
                        HANDSHAKE);

        assertThat(dates.from()).isBefore(dates.to());
        assertThat(dates.isAt(dates.to().plusSeconds(1))).isFalse();
    }

    @Test
    void namesTheAuthorityWhenItIsUnknown() {
        MailWorld world = worldWith(MailWorld.HOST, Duration.ZERO);

        Deferred failure =
                world.session(
                        tls(Tls.Mode.REQUIRED, new TestAuthority().certificate()),
                        session -> session.failure().orElseThrow(),
                        HANDSHAKE);

        assertThat(failure.scope()).isEqualTo(Scope.SECURITY);
        assertThat(failure.reason()).contains("unknown CA").contains("--ca");
    }

    @Test
    void namesTheHostWhenTheCertificateIsForAnother() {
        Deferred failure = failure(worldWith("other.provider.test", Duration.ZERO), HANDSHAKE);

        assertThat(failure.scope()).isEqualTo(Scope.SECURITY);
        assertThat(failure.reason()).contains("another host name");
    }

    @Test
    void defersTheHostWhenTheLinkDropsInTheHandshake() {
        Deferred failure = failure(new MailWorld(), OFFER + "< 220 go\n># 10\n! close");

        assertThat(failure.scope()).isEqualTo(Scope.HOST);
    }

    private static MailWorld worldWith(String certifiedHost, Duration clockError) {
        return new MailWorld(clockError).withTls(AUTHORITY.server(certifiedHost, ISSUED, END));
    }

    private static SubmissionPolicy required() {
        return tls(Tls.Mode.REQUIRED, AUTHORITY.certificate());
    }

    private static Deferred failure(MailWorld world, String dialogue) {
        return world.session(required(), session -> session.failure().orElseThrow(), dialogue);
    }
}
