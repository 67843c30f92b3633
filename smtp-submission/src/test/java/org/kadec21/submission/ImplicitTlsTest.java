package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.submission.FinalReplyTest.only;
import static org.kadec21.submission.peer.Policies.ENVELOPE;
import static org.kadec21.submission.peer.Policies.LOGGED_IN;
import static org.kadec21.submission.peer.Policies.mail;
import static org.kadec21.submission.peer.Policies.tls;

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

/// TLS before the first word (RFC 8314 3.3), with real handshakes in virtual time.
class ImplicitTlsTest {

    private static final TestAuthority AUTHORITY = new TestAuthority();
    private static final Instant ISSUED = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2025-01-01T00:00:00Z");

    @Test
    void submitsInsideTlsFromTheFirstByte() {
        MailWorld world = world();

        MailResult result =
                world.send(policy(), "! tls\n" + LOGGED_IN + ENVELOPE + ">.\n< 250 ok", mail())
                        .getFirst();

        assertThat(only(result)).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void speaksBothVersionsOfTls(String version) {
        Protection protection =
                world().session(
                                policy(),
                                SubmissionSession::protection,
                                "! tls " + version + "\n" + LOGGED_IN);

        assertThat(protection.tls())
                .hasValueSatisfying(tls -> assertThat(tls).startsWith(version + " TLS_"));
        assertThat(protection.certificateEnd()).contains(END);
    }

    @Test
    void saysNothingInClearTextAndNamesThePortWhenTheServerDoesNotBeginWithTls() {
        MailWorld world = world();

        Deferred failure =
                world.session(
                        policy(),
                        session -> session.failure().orElseThrow(),
                        "< 220 x ESMTP\n! wait PT1S\n! close");

        assertThat(failure.scope()).isEqualTo(Scope.SECURITY);
        assertThat(failure.reason()).contains("465 does, 587 wants STARTTLS");
        assertThat(world.server().received()).noneMatch(line -> line.contains("EHLO"));
    }

    @Test
    void defersTheHostWhenTheLinkDropsInTheHandshake() {
        Deferred failure =
                world().session(
                                policy(),
                                session -> session.failure().orElseThrow(),
                                "># 10\n! close");

        assertThat(failure.scope()).isEqualTo(Scope.HOST);
        assertThat(failure.stage()).isEqualTo(Outcome.Stage.TLS);
    }

    private static MailWorld world() {
        return new MailWorld(Duration.ZERO).withTls(AUTHORITY.server(MailWorld.HOST, ISSUED, END));
    }

    private static SubmissionPolicy policy() {
        return tls(Tls.Mode.IMPLICIT, AUTHORITY.certificate());
    }
}
