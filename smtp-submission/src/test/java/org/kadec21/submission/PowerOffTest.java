package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kadec21.submission.peer.Policies.ENVELOPE;
import static org.kadec21.submission.peer.Policies.LOGGED_IN;
import static org.kadec21.submission.peer.Policies.LOGGED_IN_CHUNKING;
import static org.kadec21.submission.peer.Policies.clear;
import static org.kadec21.submission.peer.Policies.mail;

import org.junit.jupiter.api.Test;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.PowerOffException;
import org.kadec21.submission.peer.MailWorld;
import org.kadec21.submission.peer.PowerCutSockets;

/// A power cut passes through Angus and JSSE, which wrap what they catch.
class PowerOffTest {

    @Test
    void passesFromAReadDuringTheOpening() {
        assertCut(1);
    }

    @Test
    void passesFromAReadDuringAMail() {
        assertCut(4);
    }

    @Test
    void passesFromTheCallbackBeforeTheLastByte() {
        MailWorld world = new MailWorld();

        world.session(
                clear(),
                session -> {
                    assertThatThrownBy(() ->
                                    session.send(
                                            mail(),
                                            ids -> {
                                                throw new PowerOffException("cut");
                                            }))
                            .isInstanceOf(PowerOffException.class);
                    return true;
                },
                LOGGED_IN + ENVELOPE);
    }

    @Test
    void leavesAChunkUnfinishedWhenTheCallbackFails() {
        MailWorld world = new MailWorld();
        String body = "Subject: long\r\n\r\n" + "0123456789\r\n".repeat(1000);

        world.session(
                clear(),
                session -> {
                    assertThatThrownBy(() ->
                                    session.send(
                                            mail(body, new String[0]),
                                            ids -> {
                                                throw new IllegalStateException("full");
                                            }))
                            .isInstanceOf(IllegalStateException.class);
                    return true;
                },
                LOGGED_IN_CHUNKING + "> MAIL.*\n> RCPT.*\n> BDAT.*\n");

        assertThat(world.server().received()).noneMatch(line -> line.contains("QUIT"));
    }

    private static void assertCut(int afterReads) {
        MailWorld world = new MailWorld();

        world.play(
                sockets -> {
                    assertThatThrownBy(
                                    () -> {
                                        Submitter submitter =
                                                new Submitter(
                                                        clear(), world.time(), world.randomness());
                                        try (SubmissionSession session =
                                                submitter.open(
                                                        new PowerCutSockets(sockets, afterReads),
                                                        Deadline.never())) {
                                            session.send(mail(), ids -> {});
                                        }
                                    })
                            .isInstanceOf(PowerOffException.class);
                    return true;
                },
                587,
                LOGGED_IN + ENVELOPE.lines().limit(3).reduce("", (all, line) -> all + line + "\n"));
    }
}
