package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.submission.FinalReplyTest.only;
import static org.kadec21.submission.peer.Policies.PASSWORD;
import static org.kadec21.submission.peer.Policies.mail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.hal.Secret;
import org.kadec21.simulation.provider.policy.Mechanism;
import org.kadec21.simulation.provider.policy.Rules;
import org.kadec21.simulation.provider.policy.Service;
import org.kadec21.simulation.provider.policy.ServiceRules;
import org.kadec21.simulation.provider.policy.TlsOffer;
import org.kadec21.submission.Outcome.Accepted;
import org.kadec21.submission.SubmissionPolicy.Auth;
import org.kadec21.submission.SubmissionPolicy.Tls;
import org.kadec21.submission.SubmissionPolicy.Tls.Mode;
import org.kadec21.submission.peer.DistantProvider;
import org.kadec21.submission.peer.MailWorld;
import org.kadec21.submission.peer.TestAuthority;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Round trips from the TCP handshake to the final reply, at the simulated provider, with every
/// mechanism that both sides have written on their own.
class RoundTripTest {

    private static final TestAuthority AUTHORITY = new TestAuthority();
    private static final OutgoingMail ONE_KIBIBYTE =
            mail("Subject: 1 KiB\r\n\r\n" + "0123456789abcd\r\n".repeat(63), new String[0]);

    @ParameterizedTest
    @CsvSource({
        "OFF, PLAIN, 5",
        "OFF, CRAM-MD5, 6",
        "OFF, DIGEST-MD5, 7",
        "OFF, SCRAM-SHA-256, 7",
        "OFF, LOGIN, 7",
        "REQUIRED, PLAIN, 8",
        "OPTIONAL, PLAIN, 8",
        "REQUIRED, SCRAM-SHA-256, 10",
        "IMPLICIT, PLAIN, 6",
        "IMPLICIT, XOAUTH2, 6",
        "IMPLICIT, SCRAM-SHA-256, 8"
    })
    void aColdConnectionAndEachFurtherMailCostNoMoreThanTheyMust(
            Mode mode, String mechanism, int expected) {
        List<Double> ends = new ArrayList<>();
        DistantProvider provider = provider(mode);

        provider.visit(
                policy(mode, mechanism),
                session -> {
                    assertThat(session.failure()).isEmpty();
                    assertThat(session.protection().authMechanism()).contains(mechanism);
                    for (int i = 0; i < 3; i++) {
                        assertThat(only(session.send(ONE_KIBIBYTE, ids -> {})))
                                .isInstanceOf(Accepted.class);
                        ends.add(provider.roundTrips());
                    }
                    session.close();
                    ends.add(provider.roundTrips());
                });

        assertThat(ends)
                .as("after the first, second and third mail, and after QUIT")
                .containsExactly(expected + 0.0, expected + 1.0, expected + 2.0, expected + 2.0);
    }

    /// Clear text: EHLO, AUTH, mail. STARTTLS: EHLO, STARTTLS, ClientHello, Finished with EHLO,
    /// AUTH, mail. Implicit: ClientHello, Finished, EHLO, AUTH, mail.
    @ParameterizedTest
    @CsvSource({"OFF, 3, 1250", "REQUIRED, 6, 2000", "IMPLICIT, 5, 2000"})
    void aColdConnectionSaysWhatItMustInOneWriteATurn(Mode mode, int turns, int mostBytes) {
        List<byte[]> writes = new ArrayList<>();
        DistantProvider provider = provider(mode);

        provider.visit(
                policy(mode, "PLAIN"),
                session -> {
                    session.send(ONE_KIBIBYTE, ids -> {});
                    writes.addAll(provider.writes());
                });

        assertThat(writes).hasSize(turns);
        assertThat(writes.stream().mapToInt(write -> write.length).sum()).isLessThan(mostBytes);
    }

    @Test
    void oneMailIsOneWrite() {
        assertThat(writesOfOneMail(Mode.OFF)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"REQUIRED", "IMPLICIT"})
    void oneMailIsOneTlsRecord(Mode mode) {
        List<byte[]> writes = writesOfOneMail(mode);

        assertThat(writes).hasSize(1);
        byte[] record = writes.getFirst();
        int length = ((record[3] & 0xff) << 8) | (record[4] & 0xff);
        assertThat(record[0]).as("application data (RFC 8446 5.1)").isEqualTo((byte) 23);
        assertThat(record).hasSize(5 + length);
    }

    private static List<byte[]> writesOfOneMail(Mode mode) {
        List<byte[]> writes = new ArrayList<>();
        DistantProvider provider = provider(mode);
        provider.visit(
                policy(mode, "PLAIN"),
                session -> {
                    int before = provider.writes().size();
                    session.send(ONE_KIBIBYTE, ids -> {});
                    writes.addAll(provider.writes().subList(before, provider.writes().size()));
                });
        return writes;
    }

    private static DistantProvider provider(Mode mode) {
        Rules rules =
                Rules.generic()
                        .withMechanisms(Mechanism.values())
                        .withPasswordsWithoutTls(mode == Mode.OFF)
                        .with(
                                Service.SUBMISSION,
                                ServiceRules.submission(
                                        mode == Mode.OFF ? TlsOffer.NONE : TlsOffer.REQUIRED));
        return new DistantProvider(
                rules,
                AUTHORITY.server(
                        MailWorld.HOST,
                        Instant.parse("2024-01-01T00:00:00Z"),
                        Instant.parse("2025-01-01T00:00:00Z")));
    }

    private static SubmissionPolicy policy(Mode mode, String mechanism) {
        Auth auth =
                mechanism.equals("XOAUTH2")
                        ? new Auth.Token(
                                "tim", () -> Optional.of(Secret.of(PASSWORD)), List.of(mechanism))
                        : new Auth.Password(
                                "tim", Secret.of(PASSWORD), List.of(mechanism), mode == Mode.OFF);
        return new SubmissionPolicy(
                MailWorld.HOST,
                mode == Mode.IMPLICIT ? 465 : 587,
                "unit.test",
                auth,
                new Tls(mode, List.of(AUTHORITY.certificate())),
                Limits.standard());
    }
}
