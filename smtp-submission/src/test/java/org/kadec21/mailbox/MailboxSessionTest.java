package org.kadec21.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.hal.Secret;
import org.kadec21.mailbox.MailboxReader.Account;
import org.kadec21.mailbox.MailboxSession.Listed;
import org.kadec21.submission.SubmissionPolicy.Tls;
import org.kadec21.submission.peer.MailWorld;
import org.kadec21.submission.peer.TestAuthority;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// POP3 against a scripted server, in virtual time and with real TLS.
class MailboxSessionTest {

    private static final TestAuthority AUTHORITY = new TestAuthority();
    private static final Instant ISSUED = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2025-01-01T00:00:00Z");
    private static final String LOGIN = "> USER box\n< +OK\n> PASS top secret\n< +OK\n";
    private static final String STARTTLS = "< +OK ready\n> STLS\n< +OK go\n! tls\n" + LOGIN;
    private static final String TWO =
            "> STAT\n< +OK 2 900\n> UIDL\n< +OK\n< 1 a\n< 2 b\n< .\n> LIST\n< +OK\n< 1 400\n< 2"
                    + " 500\n< .\n";

    private final MailWorld world =
            new MailWorld().withTls(AUTHORITY.server(MailWorld.HOST, ISSUED, END));

    @Test
    void looksFetchesAndDeletesInsideTls() {
        String fetched =
                visit(
                        Tls.Mode.REQUIRED,
                        box -> {
                            List<Listed> newest = box.newest(20);
                            String header = ascii(box.header(newest.get(1)));
                            String mail = ascii(box.fetch(newest.get(1), 1000));
                            box.delete(newest.get(1));
                            box.quit();
                            return newest + header + mail;
                        },
                        STARTTLS
                                + TWO
                                + "> TOP 1 0\n< +OK\n< Subject: x\n<| \\r\\n\n< .\n"
                                + "> RETR 1\n< +OK\n< Subject: x\n<| \\r\\n\n< ..dot\n< .\n"
                                + "> DELE 1\n< +OK\n> QUIT\n< +OK\n");

        assertThat(fetched)
                .startsWith(
                        "[Listed[number=2, uidl=b, octets=500], Listed[number=1, uidl=a,"
                                + " octets=400]]")
                .endsWith("Subject: x\r\n\r\nSubject: x\r\n\r\n.dot\r\n");
    }

    @Test
    void beginsWithTlsWhereThatIsAskedFor() {
        assertThat(
                        visit(
                                Tls.Mode.IMPLICIT,
                                box -> "" + box.count(),
                                "! tls\n< +OK ready\n" + LOGIN + "> STAT\n< +OK 0 0\n"))
                .isEqualTo("0");
    }

    @Test
    void asksForTheNewestAloneWhenThereAreVeryMany() {
        assertThat(
                        visit(
                                Tls.Mode.REQUIRED,
                                box -> box.newest(1).toString(),
                                STARTTLS
                                        + "> STAT\n< +OK 50000 900000000\n"
                                        + "> UIDL 50000\n< +OK 50000 z\n"
                                        + "> LIST 50000\n< +OK 50000 700\n"))
                .isEqualTo("[Listed[number=50000, uidl=z, octets=700]]");
    }

    @Test
    void neverGivesThePasswordToAServerWithoutTls() {
        String message =
                visit(Tls.Mode.REQUIRED, box -> "in", "< +OK ready\n> STLS\n< -ERR what?\n");

        assertThat(message).contains("opening failed").contains("-ERR what?");
        assertThat(world.server().received()).containsExactly("STLS");
    }

    @Test
    void givesUpWhenRepliesAreInjectedBeforeTls() {
        assertThat(
                        visit(
                                Tls.Mode.REQUIRED,
                                box -> "in",
                                "< +OK ready\n> STLS\n<| +OK go\\r\\n+OK injected\\r\\n\n"))
                .contains("somebody may be injecting replies");
    }

    @Test
    void refusesACertificateThatNobodyVouchesFor() {
        MailWorld other =
                new MailWorld().withTls(new TestAuthority().server(MailWorld.HOST, ISSUED, END));

        assertThat(
                        visit(
                                other,
                                Tls.Mode.REQUIRED,
                                box -> "in",
                                "< +OK ready\n> STLS\n< +OK go\n! tls\n"))
                .contains("unknown CA");
        assertThat(other.server().received()).containsExactly("STLS");
    }

    @Test
    void saysWhatToCheckWhenTheLoginFailsAndShowsNoPassword() {
        assertThat(
                        visit(
                                Tls.Mode.REQUIRED,
                                box -> "in",
                                """
                                < +OK ready
                                > STLS
                                < +OK go
                                ! tls
                                > USER box
                                < +OK
                                > PASS top secret
                                < -ERR no such box
                                """))
                .contains("check user name and password")
                .contains("no such box")
                .doesNotContain("top secret");
    }

    @Test
    void aMailThatIsLargerThanListedEndsTheVisit() {
        String lines = "< 0123456789012345678901234567890123456789\n".repeat(30);

        assertThat(
                        visit(
                                Tls.Mode.REQUIRED,
                                box -> ascii(box.fetch(box.newest(1).getFirst(), 500)),
                                STARTTLS + TWO + "> RETR 2\n< +OK\n" + lines))
                .contains("expected at most 500 bytes, came more");
    }

    @Test
    void aLineWithoutEndEndsTheVisit() {
        assertThat(
                        visit(
                                Tls.Mode.REQUIRED,
                                box -> "in",
                                "<| +OK " + "x".repeat(Pop3Lines.LONGEST_LINE)))
                .contains("expected lines of at most 4096 bytes");
    }

    @Test
    void aServerThatDripsIsLeftWhenTheTimeIsOver() {
        assertThat(visit(Tls.Mode.REQUIRED, box -> "in", "! drip PT1M +OK I am very slow"))
                .contains("no time left");
    }

    @Test
    void knowsWhetherTheHostWasReached() {
        assertThat(visit(Tls.Mode.REQUIRED, box -> "in", "< +OK ready\n> STLS\n! close"))
                .startsWith("answered ");
        assertThat(visit(new MailWorld(), Tls.Mode.REQUIRED, box -> "in", "! close"))
                .startsWith("silent ");
    }

    @FunctionalInterface
    private interface Use {
        String of(MailboxSession box) throws MailboxException;
    }

    private String visit(Tls.Mode mode, Use use, String dialogue) {
        return visit(world, mode, use, dialogue);
    }

    private static String visit(MailWorld world, Tls.Mode mode, Use use, String dialogue) {
        return world.play(
                sockets -> {
                    try (MailboxSession box =
                            MailboxSession.open(
                                    new Account(
                                            MailWorld.HOST, 110, "box", Secret.of("top secret")),
                                    new Tls(mode, List.of(AUTHORITY.certificate())),
                                    sockets,
                                    world.time(),
                                    world.randomness(),
                                    world.time().after(Duration.ofMinutes(5)))) {
                        return use.of(box);
                    } catch (MailboxException e) {
                        return (e.isAnswered() ? "answered " : "silent ") + e.getMessage();
                    }
                },
                110,
                dialogue);
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
