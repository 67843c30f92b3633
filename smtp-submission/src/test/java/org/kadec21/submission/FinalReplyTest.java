package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.submission.peer.Policies.ENVELOPE;
import static org.kadec21.submission.peer.Policies.LOGGED_IN;
import static org.kadec21.submission.peer.Policies.LOGGED_IN_CHUNKING;
import static org.kadec21.submission.peer.Policies.clear;
import static org.kadec21.submission.peer.Policies.mail;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.submission.Outcome.Accepted;
import org.kadec21.submission.Outcome.Deferred;
import org.kadec21.submission.Outcome.InDoubt;
import org.kadec21.submission.Outcome.Rejected;
import org.kadec21.submission.Outcome.Scope;
import org.kadec21.submission.peer.MailWorld;

import java.time.Duration;
import java.util.List;

/// What follows the last byte.
class FinalReplyTest {

    /// So long that it does not go along with its envelope.
    private static final String LONG =
            "Subject: test\r\n\r\n" + "a line of the mail\r\n".repeat(4000);

    private final MailWorld world = new MailWorld();

    @Test
    void acceptsWhenTheServerTakesResponsibility() {
        Outcome outcome = outcome(LOGGED_IN + ENVELOPE + ">.\n< 250 2.0.0 queued as 4711");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> {
                            assertThat(accepted.reply().enhancedCode()).contains("2.0.0");
                            assertThat(accepted.reply().text()).isEqualTo("queued as 4711");
                        });
        assertThat(world.server().bodies())
                .containsExactly("Subject: test\r\n\r\nbody\r\n..dotted\r\n");
        assertThat(world.announced()).containsExactly("m1");
    }

    @Test
    void sendsEnvelopeAndBodyInOneGroupWhenTheServerTakesChunks() {
        Outcome outcome =
                outcome(
                        LOGGED_IN_CHUNKING
                                + """
                                > MAIL FROM:<unit@unit.test> SIZE=[0-9]+
                                > RCPT TO:<a@example.test>
                                > BDAT [0-9]+ LAST
                                >chunk
                                < 250 ok
                                < 250 ok
                                < 250 queued
                                """);

        assertThat(outcome).isInstanceOf(Accepted.class);
        assertThat(world.server().bodies())
                .containsExactly("Subject: test\r\n\r\nbody\r\n.dotted\r\n");
    }

    @Test
    @DisplayName("01 lost-250-eof")
    void isInDoubtWhenTheServerClosesAfterTheDot() {
        assertThat(outcome(LOGGED_IN + ENVELOPE + ">.\n! close")).isInstanceOf(InDoubt.class);
    }

    @Test
    @DisplayName("02 lost-250-stall")
    void isInDoubtAfterTenMinutesOfSilenceBehindTheDot() {
        long before = world.time().nanos();
        long[] taken = new long[1];

        MailResult result =
                world.session(
                        clear(),
                        session -> {
                            MailResult sent = session.send(mail(), ids -> {});
                            taken[0] = world.time().nanos() - before;
                            return sent;
                        },
                        LOGGED_IN + ENVELOPE + ">.\n! wait PT11M");

        assertThat(only(result)).isInstanceOf(InDoubt.class);
        assertThat(Duration.ofNanos(taken[0]))
                .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
    }

    @Test
    @DisplayName("07 421-anywhere, after the dot")
    void defersEverythingWhen421FollowsTheDot() {
        assertThat(outcome(LOGGED_IN + ENVELOPE + ">.\n< 421 4.3.2 shutting down"))
                .isInstanceOfSatisfying(
                        Deferred.class,
                        deferred -> assertThat(deferred.scope()).isEqualTo(Scope.HOST));
    }

    @Test
    @DisplayName("18 452-vs-552, at the dot")
    void defersTheMailWhenTheMailboxIsFull() {
        for (String reply : List.of("452 4.2.2 full", "552 5.2.2 full", "552 full")) {
            assertThat(new FinalReplyTest().outcome(LOGGED_IN + ENVELOPE + ">.\n< " + reply))
                    .as(reply)
                    .isInstanceOfSatisfying(
                            Deferred.class,
                            deferred -> assertThat(deferred.scope()).isEqualTo(Scope.MAIL));
        }
    }

    @Test
    @DisplayName("20 554-virus")
    void rejectsAnInfectedMailAndSendsTheNext() {
        List<MailResult> results =
                world.send(
                        clear(),
                        LOGGED_IN
                                + ENVELOPE
                                + ">.\n< 554 5.7.1 infected\n"
                                + ENVELOPE
                                + ">.\n< 250 ok",
                        mail(),
                        mail());

        assertThat(only(results.get(0))).isInstanceOf(Rejected.class);
        assertThat(only(results.get(1))).isInstanceOf(Accepted.class);
    }

    @Test
    @DisplayName("28 200-instead-250")
    void acceptsAnyPositiveReply() {
        assertThat(outcome(LOGGED_IN + ENVELOPE + ">.\n< 200 ok")).isInstanceOf(Accepted.class);
    }

    @Test
    @DisplayName("29 garbage, after the dot")
    void isInDoubtWhenTheReplyMakesNoSense() {
        assertThat(outcome(LOGGED_IN + ENVELOPE + ">.\n< OK queued")).isInstanceOf(InDoubt.class);
    }

    @Test
    void isInDoubtWhenTheReplyIsCutOffBetweenItsLines() {
        assertThat(outcome(LOGGED_IN + ENVELOPE + ">.\n< 250-first of two\n! close"))
                .isInstanceOf(InDoubt.class);
    }

    @Test
    void isInDoubtWhenTheReplyIsCutOffWithinALine() {
        assertThat(outcome(LOGGED_IN + ENVELOPE + ">.\n<| 250 o\n! close"))
                .isInstanceOf(InDoubt.class);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void isInDoubtWhenOneReplyTooManyLiesBehindTheMails(boolean chunks) {
        String dialogue =
                chunks
                        ? LOGGED_IN_CHUNKING
                                + """
                                > MAIL.*
                                > RCPT.*
                                > BDAT.*
                                >chunk
                                < 250 ok\\r\\n250 x\\r\\n250 y\\r\\n250 z
                                < 250 ok
                                < 554 5.6.0 no
                                """
                        : LOGGED_IN
                                + """
                                > MAIL.*
                                > RCPT.*
                                > DATA
                                < 250 ok\\r\\n250 x\\r\\n354 y\\r\\n250 z
                                < 250 ok
                                < 354 go
                                >.
                                < 554 5.6.0 no
                                """;

        assertThat(outcome(dialogue))
                .isInstanceOfSatisfying(
                        InDoubt.class,
                        doubt -> assertThat(doubt.reason()).contains("expected one reply to each"));
    }

    @Test
    void sendsNothingMoreBehindAReplyTooMany() {
        List<MailResult> results =
                world.send(
                        clear(),
                        LOGGED_IN + ENVELOPE + ">.\n< 250 ok\\r\\n250 again",
                        mail(),
                        mail());

        assertThat(only(results.get(0))).isInstanceOf(InDoubt.class);
        assertThat(only(results.get(1))).isInstanceOf(Deferred.class);
        assertThat(world.announced()).containsExactly("m1");
    }

    @Test
    void acceptsWhenTheServerSaysFarewellBehindTheFinalReply() {
        assertThat(outcome(LOGGED_IN + ENVELOPE + ">.\n< 250 ok\\r\\n421 4.3.2 closing\n! close"))
                .isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "250 early,Deferred,within it",
        "554 5.7.1 infected,Rejected,infected",
        "452 4.2.2 full,Deferred,full",
        "502 5.5.1 no BDAT,Deferred,no BDAT"
    })
    void handsTheLastByteOverOnlyToAServerThatHasNotAnsweredYet(
            String early, String outcome, String reason) {
        List<MailResult> results =
                world.send(
                        clear(),
                        LOGGED_IN_CHUNKING
                                + "> MAIL.*\n> RCPT.*\n< 250 ok\n< 250 ok\n> BDAT.*\n< "
                                + early,
                        mail(LONG, new String[0]),
                        mail());

        assertThat(only(results.getFirst()).getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(only(results.getFirst()).toString()).contains(reason);
        assertThat(only(results.get(1))).isInstanceOf(Deferred.class);
        assertThat(world.announced()).isEmpty();
    }

    @Test
    @DisplayName("31 quit-stall")
    void doesNotWaitForTheAnswerToQuit() {
        long before = world.time().nanos();

        Outcome outcome = outcome(LOGGED_IN + ENVELOPE + ">.\n< 250 ok\n> QUIT");

        assertThat(outcome).isInstanceOf(Accepted.class);
        assertThat(Duration.ofNanos(world.time().nanos() - before))
                .isLessThan(Duration.ofSeconds(1));
    }

    private Outcome outcome(String dialogue) {
        return only(world.send(clear(), dialogue, mail()).getFirst());
    }

    static Outcome only(MailResult result) {
        assertThat(result.recipients()).hasSize(1);
        return result.recipients().getFirst().outcome();
    }
}
