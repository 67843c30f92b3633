package org.kadec21.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.hal.Secret;
import org.kadec21.submission.peer.MailWorld;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// POP3 against a scripted server.
class MailboxReaderTest {

    private static final String LOGIN =
            """
            < +OK ready
            > CAPA
            < -ERR what?
            > USER box
            < +OK
            > PASS secret
            < +OK 1 message
            """;
    private static final String OPEN = LOGIN + "> STAT\n< +OK 1 40\n";
    private static final String NAMES = "> UIDL\n< +OK\n< 1 uid-1\n< .\n";
    private static final String BYE = "> QUIT\n< +OK bye";

    private final MailWorld world = new MailWorld();

    @Test
    void readsAllMailsWithTheirNames() {
        List<ReceivedMail> mails =
                world.play(
                        sockets -> {
                            try {
                                return reader().readAll(
                                                sockets,
                                                world.time().after(Duration.ofMinutes(10)));
                            } catch (MailboxException e) {
                                throw new AssertionError(e);
                            }
                        },
                        110,
                        OPEN
                                + "> NOOP\n< +OK\n"
                                + NAMES
                                + "> RETR 1\n< +OK\n< Subject: hello\n<| \\r\\n\n< ..dotted\n< .\n"
                                + BYE);

        assertThat(mails).hasSize(1);
        assertThat(mails.getFirst().uidl()).isEqualTo("uid-1");
        assertThat(mails.getFirst().subject()).isEqualTo("hello");
        assertThat(new String(mails.getFirst().raw(), StandardCharsets.US_ASCII))
                .isEqualTo("Subject: hello\r\n\r\n.dotted\r\n");
    }

    @Test
    void saysWhatToCheckWhenTheLoginFails() {
        String message =
                world.play(
                        sockets -> {
                            try {
                                return "read "
                                        + reader().readAll(
                                                        sockets,
                                                        world.time().after(Duration.ofMinutes(10)));
                            } catch (MailboxException e) {
                                return e.getMessage();
                            }
                        },
                        110,
                        """
                        < +OK ready
                        > CAPA
                        < -ERR
                        > USER box
                        < +OK
                        > PASS secret
                        < -ERR no such box
                        > QUIT
                        """);

        assertThat(message)
                .contains("no such box")
                .contains("check user name and password")
                .doesNotContain("secret");
    }

    private MailboxReader reader() {
        return new MailboxReader(
                new MailboxReader.Account(MailWorld.HOST, 110, "box", Secret.of("secret")),
                world.time());
    }
}
