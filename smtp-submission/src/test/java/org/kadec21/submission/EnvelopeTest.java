package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.submission.FinalReplyTest.only;
import static org.kadec21.submission.peer.Policies.ENVELOPE;
import static org.kadec21.submission.peer.Policies.LOGGED_IN;
import static org.kadec21.submission.peer.Policies.LOGGED_IN_CHUNKING;
import static org.kadec21.submission.peer.Policies.clear;
import static org.kadec21.submission.peer.Policies.mail;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.kadec21.submission.MailResult.RecipientResult;
import org.kadec21.submission.Outcome.Accepted;
import org.kadec21.submission.Outcome.Deferred;
import org.kadec21.submission.Outcome.Rejected;
import org.kadec21.submission.Outcome.Scope;
import org.kadec21.submission.peer.MailWorld;

import java.util.List;

/// From MAIL to the last byte.
class EnvelopeTest {

    private static final String TWO_RECIPIENTS =
            """
            > MAIL FROM:<unit@unit.test> SIZE=[0-9]+
            > RCPT TO:<a@example.test>
            > RCPT TO:<b@example.test>
            """;
    private static final String GROUP = TWO_RECIPIENTS + "> DATA\n";

    private final MailWorld world = new MailWorld();

    @Test
    @DisplayName("05 354-after-550")
    void closesDataByALoneDotWhenNobodyWasAccepted() {
        MailResult result =
                world.send(
                                clear(),
                                LOGGED_IN
                                        + """
                                        > MAIL FROM:.*
                                        > RCPT TO:<a@example.test>
                                        > DATA
                                        < 250 ok
                                        < 550 5.1.1 unknown
                                        < 354 go
                                        > \\.
                                        < 554 5.5.1 no valid recipients
                                        """,
                                mail())
                        .getFirst();

        assertThat(only(result)).isInstanceOf(Rejected.class);
        assertThat(world.announced()).isEmpty();
    }

    @Test
    @DisplayName("06 partial-rcpt-354")
    void sendsTheWholeMailToThoseAccepted() {
        List<Outcome> outcomes =
                outcomes(
                        LOGGED_IN
                                + GROUP
                                + """
                                < 250 ok
                                < 250 ok
                                < 550 5.1.1 unknown
                                < 354 go
                                >.
                                < 250 ok
                                """);

        assertThat(outcomes.get(0)).isInstanceOf(Accepted.class);
        assertThat(outcomes.get(1)).isInstanceOf(Rejected.class);
        assertThat(world.server().bodies().getFirst()).startsWith("Subject: test");
    }

    @Test
    @DisplayName("07 421-anywhere, at MAIL")
    void defersEverythingWhen421AnswersMail() {
        assertThat(outcomes(LOGGED_IN + GROUP + "< 421 4.3.2 bye"))
                .allSatisfy(outcome -> assertDeferred(outcome, Scope.HOST));
    }

    @Test
    @DisplayName("07 421-anywhere, at RCPT")
    void defersEverythingWhen421AnswersRcpt() {
        assertThat(outcomes(LOGGED_IN + GROUP + "< 250 ok\n< 421 4.3.2 bye\n! close"))
                .allSatisfy(outcome -> assertDeferred(outcome, Scope.HOST));
    }

    @Test
    @DisplayName("07 421-anywhere, at DATA")
    void defersEverythingWhen421AnswersData() {
        assertThat(
                        outcomes(
                                LOGGED_IN
                                        + GROUP
                                        + "< 250 ok\n< 250 ok\n< 250 ok\n< 421 4.3.2 bye\n! close"))
                .allSatisfy(outcome -> assertDeferred(outcome, Scope.HOST));
        assertThat(world.announced()).isEmpty();
    }

    @Test
    @DisplayName("12 530-need-tls, at MAIL")
    void defersForSecurityWhenMailNeedsTls() {
        assertThat(
                        outcomes(
                                LOGGED_IN
                                        + GROUP
                                        + """
                                        < 530 5.7.0 Must issue STARTTLS
                                        < 503 no
                                        < 503 no
                                        < 503 no
                                        """))
                .allSatisfy(outcome -> assertDeferred(outcome, Scope.SECURITY));
    }

    @Test
    @DisplayName("18 452-vs-552, at RCPT")
    void defersARecipientWhoseMailboxIsFull() {
        List<Outcome> outcomes =
                outcomes(
                        LOGGED_IN
                                + GROUP
                                + """
                                < 250 ok
                                < 452 4.2.2 full
                                < 552 5.2.2 full
                                < 554 5.5.1 no recipients
                                """);

        assertThat(outcomes).allSatisfy(outcome -> assertDeferred(outcome, Scope.MAIL));
    }

    @Test
    @DisplayName("19 552-size")
    void rejectsATooLargeMailBeforeAByteIsSent() {
        String small = LOGGED_IN.replace("SIZE 35000000", "SIZE 20");

        Outcome outcome = only(world.send(clear(), small, mail()).getFirst());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> {
                            assertThat(rejected.reply().code()).isEqualTo(552);
                            assertThat(rejected.reason())
                                    .startsWith("not sent: the mail has ")
                                    .endsWith("the server takes 20");
                        });
        assertThat(world.server().received()).noneMatch(line -> line.startsWith("MAIL"));
    }

    @Test
    @DisplayName("21 greylist")
    void defersOneMailWhenItsRecipientIsGreylisted() {
        List<MailResult> results =
                world.send(
                        clear(),
                        LOGGED_IN
                                + """
                                > MAIL FROM:.*
                                > RCPT TO:.*
                                > DATA
                                < 250 ok
                                < 451 4.7.1 greylisted
                                < 554 5.5.1 no valid recipients
                                > RSET
                                """
                                + ENVELOPE.replace("> DATA\n", "> DATA\n< 250 reset\n")
                                + ">.\n< 250 ok",
                        mail(),
                        mail());

        assertDeferred(only(results.get(0)), Scope.MAIL);
        assertThat(only(results.get(1))).isInstanceOf(Accepted.class);
    }

    @Test
    @DisplayName("30 rset-stall")
    void keepsTheFirstResultWhenTheServerIsSilentOnReset() {
        List<MailResult> results =
                world.send(
                        clear(),
                        LOGGED_IN
                                + """
                                > MAIL FROM:.*
                                > RCPT TO:.*
                                > DATA
                                < 250 ok
                                < 550 5.1.1 unknown
                                < 554 5.5.1 no valid recipients
                                > RSET
                                """,
                        mail(),
                        mail());

        assertThat(only(results.get(0))).isInstanceOf(Rejected.class);
        assertDeferred(only(results.get(1)), Scope.HOST);
    }

    @Test
    @DisplayName("32 idle-close")
    void defersTheSecondMailWhenTheServerClosedTheIdleConnection() {
        List<MailResult> results =
                world.session(
                        clear(),
                        session -> {
                            MailResult first = session.send(mail(), ids -> {});
                            world.pause();
                            return List.of(
                                    first,
                                    session.send(
                                            mail(),
                                            ids -> {
                                                throw new AssertionError(
                                                        "nothing may be handed over");
                                            }));
                        },
                        LOGGED_IN_CHUNKING
                                + """
                                > MAIL.*
                                > RCPT.*
                                > BDAT.*
                                >chunk
                                < 250 ok
                                < 250 ok
                                < 250 ok
                                ! close
                                """);

        assertThat(only(results.get(0))).isInstanceOf(Accepted.class);
        assertDeferred(only(results.get(1)), Scope.HOST);
    }

    @Test
    void defersTheSecondMailWhenTheServerSpokeWithoutBeingAsked() {
        List<MailResult> results =
                world.session(
                        clear(),
                        session -> {
                            MailResult first = session.send(mail(), ids -> {});
                            world.pause();
                            return List.of(first, session.send(mail(), world.announced()::addAll));
                        },
                        LOGGED_IN_CHUNKING
                                + """
                                > MAIL.*
                                > RCPT.*
                                > BDAT.*
                                >chunk
                                < 250 ok
                                < 250 ok
                                < 250 queued
                                < 250 queued indeed
                                """);

        assertThat(only(results.get(0))).isInstanceOf(Accepted.class);
        assertDeferred(only(results.get(1)), Scope.HOST);
        assertThat(only(results.get(1)).toString()).contains("250 queued indeed");
        assertThat(world.announced()).isEmpty();
    }

    @Test
    @DisplayName("33 too-many-errors")
    void keepsRefusalsAndDefersTheRestWhen421EndsTheGroup() {
        List<Outcome> outcomes =
                outcomes(
                        LOGGED_IN
                                + GROUP
                                + "< 250 ok\n< 550 5.1.1 unknown\n< 421 4.5.0 too many errors");

        assertThat(outcomes.get(0)).isInstanceOf(Rejected.class);
        assertDeferred(outcomes.get(1), Scope.HOST);
    }

    @Test
    @DisplayName("34 rate-limit")
    void holdsEverythingBackWhenTheServerLimitsTheRate() {
        assertThat(
                        outcomes(
                                LOGGED_IN
                                        + GROUP
                                        + """
                                        < 450 4.7.1 max 20 messages/h
                                        < 503 no
                                        < 503 no
                                        < 503 no
                                        """))
                .allSatisfy(outcome -> assertDeferred(outcome, Scope.HOST));
    }

    @Test
    @DisplayName("35 from-rewrite")
    void defersTheAccountWhenTheSenderIsNotOurs() {
        assertThat(
                        outcomes(
                                LOGGED_IN
                                        + GROUP
                                        + """
                                        < 250 ok
                                        < 553 5.7.1 not owned
                                        < 553 5.7.1 not owned
                                        < 554 no
                                        """))
                .allSatisfy(outcome -> assertDeferred(outcome, Scope.ACCOUNT));
    }

    @Test
    @DisplayName("26 slow-drip, over many replies")
    void boundsAMailAsAWhole() {
        String late = "> .*\n! wait PT4M\n< 250 ok\n";
        String[] six = {"a@x.test", "b@x.test", "c@x.test", "d@x.test", "e@x.test", "f@x.test"};

        MailResult result =
                world.send(
                                clear(),
                                LOGGED_IN.replace("< 250-PIPELINING\n", "")
                                        + late.repeat(5)
                                        + "> .*\n",
                                mail(six))
                        .getFirst();

        assertThat(result.recipients())
                .hasSize(6)
                .allSatisfy(recipient -> assertDeferred(recipient.outcome(), Scope.HOST));
        assertThat(result.toString()).contains("no answer in time", "20 min 1 s for one mail");
    }

    @Test
    @DisplayName("29 garbage, elsewhere")
    void defersTheHostWhenAnEnvelopeReplyMakesNoSense() {
        assertThat(outcomes(LOGGED_IN + GROUP + "< hello?"))
                .allSatisfy(outcome -> assertDeferred(outcome, Scope.HOST));
    }

    @Test
    void speaksInTurnsWithoutPipelining() {
        String dialogue =
                LOGGED_IN.replace("< 250-PIPELINING\n", "")
                        + """
                        > MAIL FROM:.*
                        < 250 ok
                        > RCPT TO:<a@example.test>
                        < 250 ok
                        > RCPT TO:<b@example.test>
                        < 250 ok
                        > DATA
                        < 354 go
                        >.
                        < 250 ok
                        """;

        assertThat(outcomes(dialogue))
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Accepted.class));
    }

    @Test
    void marksAPossibleDuplicateAboveTheUnchangedMail() {
        OutgoingMail first = mail();
        OutgoingMail again =
                new OutgoingMail(
                        "m1", first.envelopeFrom(), first.recipients(), first.content(), 2);

        world.send(clear(), LOGGED_IN + ENVELOPE + ">.\n< 250 ok", again);

        assertThat(world.server().bodies())
                .containsExactly(
                        """
                        X-Kadec21-Possible-Duplicate: 2\r
                        Subject: test\r
                        \r
                        body\r
                        ..dotted\r
                        """);
    }

    @Test
    void refusesAnAddressThatWouldSmuggleACommand() {
        Outcome outcome =
                only(world.send(clear(), LOGGED_IN, mail("a@example.test>\r\nRSET")).getFirst());

        assertThat(outcome).isInstanceOf(Rejected.class);
        assertThat(world.server().received()).noneMatch(line -> line.startsWith("RCPT"));
    }

    private List<Outcome> outcomes(String dialogue) {
        return world
                .send(clear(), dialogue, mail("a@example.test", "b@example.test"))
                .getFirst()
                .recipients()
                .stream()
                .map(RecipientResult::outcome)
                .toList();
    }

    static void assertDeferred(Outcome outcome, Scope scope) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Deferred.class, deferred -> assertThat(deferred.scope()).isEqualTo(scope));
    }
}
