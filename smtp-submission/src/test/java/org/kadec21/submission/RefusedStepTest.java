package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.submission.EnvelopeTest.assertDeferred;
import static org.kadec21.submission.FinalReplyTest.only;
import static org.kadec21.submission.peer.Policies.ENVELOPE;
import static org.kadec21.submission.peer.Policies.LOGGED_IN;
import static org.kadec21.submission.peer.Policies.LOGGED_IN_CHUNKING;
import static org.kadec21.submission.peer.Policies.clear;
import static org.kadec21.submission.peer.Policies.mail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.submission.MailResult.RecipientResult;
import org.kadec21.submission.Outcome.Accepted;
import org.kadec21.submission.Outcome.Deferred;
import org.kadec21.submission.Outcome.Rejected;
import org.kadec21.submission.Outcome.Scope;
import org.kadec21.submission.peer.MailWorld;

import java.util.List;

/// One step is refused, and what that means for the steps around it and for the other recipients.
class RefusedStepTest {

    private static final String CHUNK =
            """
            > MAIL FROM:.*
            > RCPT TO:<a@example.test>
            > BDAT [0-9]+ LAST
            >chunk
            < 250 ok
            < 250 ok
            """;
    private static final String AGAIN = "> RSET\n< 250 forgotten\n" + ENVELOPE;

    private final MailWorld world = new MailWorld();

    @ParameterizedTest
    @CsvSource({"450 4.7.1 slow,HOST", "530 5.7.0 Must issue STARTTLS,SECURITY"})
    void cutsTheConnectionWhenABodyIsAskedForThatWasRefusedAtMail(String refusal, Scope scope) {
        Outcome outcome = outcome(LOGGED_IN + refusedAtMail(refusal));

        assertDeferred(outcome, scope);
        assertThat(world.server().received()).doesNotContain(".");
        assertThat(world.announced()).isEmpty();
    }

    @Test
    void opensAnotherConnectionAfterThatCut() {
        List<MailResult> results =
                world.send(
                        clear(),
                        LOGGED_IN + refusedAtMail("550 5.1.0 no such sender"),
                        mail(),
                        mail());

        assertThat(only(results.get(0))).isInstanceOf(Rejected.class);
        assertDeferred(only(results.get(1)), Scope.HOST);
        assertThat(world.server().bodies()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "500 what?",
                "502 5.5.1 BDAT not implemented",
                "503 5.5.1 out of order",
                "504 5.5.4 no"
            })
    void sendsByDataWhenTheServerDoesNotKnowItsOwnChunks(String refusal) {
        Outcome outcome =
                outcome(
                        LOGGED_IN_CHUNKING
                                + CHUNK
                                + "< "
                                + refusal
                                + "\n"
                                + AGAIN
                                + ">.\n< 250 ok");

        assertThat(outcome).isInstanceOf(Accepted.class);
        assertThat(world.announced()).containsExactly("m1", "m1");
    }

    @Test
    void doesNotOfferChunksAgainOnThatConnection() {
        List<MailResult> results =
                world.send(
                        clear(),
                        LOGGED_IN_CHUNKING
                                + CHUNK
                                + "< 502 5.5.1 no BDAT\n"
                                + AGAIN
                                + ">.\n< 250 ok\n"
                                + ENVELOPE
                                + ">.\n< 250 ok",
                        mail(),
                        mail());

        assertThat(results).allSatisfy(each -> assertThat(only(each)).isInstanceOf(Accepted.class));
    }

    @Test
    void namesOnlyThoseLeftWhenItSendsByDataInstead() {
        MailResult result =
                world.send(
                                clear(),
                                LOGGED_IN_CHUNKING
                                        + """
                                        > MAIL FROM:.*
                                        > RCPT TO:<no@example.test>
                                        > RCPT TO:<a@example.test>
                                        > BDAT [0-9]+ LAST
                                        >chunk
                                        < 250 ok
                                        < 550 5.1.1 unknown
                                        < 250 ok
                                        < 502 5.5.1 no BDAT
                                        """
                                        + AGAIN
                                        + ">.\n< 250 ok",
                                mail("no@example.test", "a@example.test"))
                        .getFirst();

        assertThat(result.recipients())
                .extracting(RecipientResult::outcome)
                .hasExactlyElementsOfTypes(Rejected.class, Accepted.class);
    }

    @Test
    void sendsNothingMoreToAServerThatTookTheTextForCommands() {
        Outcome outcome =
                outcome(
                        LOGGED_IN_CHUNKING
                                + CHUNK
                                + """
                                < 502 5.5.1 BDAT not implemented
                                < 500 5.5.2 Subject: what?
                                < 500 5.5.2 what?
                                > RSET
                                < 250 ok
                                """);

        assertDeferred(outcome, Scope.HOST);
        assertThat(outcome.toString()).contains("502", "did not understand the command");
        assertThat(world.server().received()).doesNotContain("DATA");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    500 5.5.2 line too long | true
                    501 5.5.4 bad argument  | true
                    502 not implemented     | true
                    503 5.5.1 need RCPT     | true
                    504 5.7.0 no            | true
                    501 5.1.3 bad address   | false
                    503 5.2.1 mailbox off   | false
                    500 5.6.0 bad content   | false
                    550 5.5.1 no            | false
                    554 no                  | false
                    """)
    void takesACommandNotUnderstoodForTheServersTroubleAndNotTheMails(String reply, boolean waits) {
        for (String at : List.of("DATA", "END")) {
            String end = at.equals("DATA") ? "" : ">.\n< " + reply;
            String envelope = at.equals("DATA") ? ENVELOPE.replace("354 go", reply) : ENVELOPE;

            Outcome outcome = new RefusedStepTest().outcome(LOGGED_IN + envelope + end);

            assertThat(outcome instanceof Deferred).as(at).isEqualTo(waits);
        }
    }

    @Test
    void givesTheOthersTheMailWhenOneAddressIsNone() {
        MailResult result =
                world.send(
                                clear(),
                                LOGGED_IN + ENVELOPE + ">.\n< 250 ok",
                                mail("büd@example.test", "a@example.test", "c d@example.test"))
                        .getFirst();

        assertThat(result.recipients())
                .extracting(RecipientResult::outcome)
                .hasExactlyElementsOfTypes(Rejected.class, Accepted.class, Rejected.class);
        assertThat(result.recipients().getFirst().outcome().toString())
                .contains("553", "not sent: expected an address in ASCII");
    }

    @ParameterizedTest
    @CsvSource({"450 max 20 messages/h,HOST", "450 4.2.1 busy,MAIL", "451 later,MAIL"})
    void holdsEverythingBackAtABare450(String reply, Scope scope) {
        String atMail = envelope(reply, "503 no", "503 no", "503 no");
        String atRcpt = envelope("250 ok", reply, reply, "554 no");
        String atData = envelope("250 ok", "250 ok", "250 ok", reply);
        String atEnd = envelope("250 ok", "250 ok", "250 ok", "354 go") + ">.\n< " + reply;

        for (String dialogue : List.of(atMail, atRcpt, atData, atEnd)) {
            assertThat(new RefusedStepTest().outcomes(dialogue))
                    .as(dialogue)
                    .allSatisfy(outcome -> assertDeferred(outcome, scope));
        }
    }

    @Test
    void defersOneRecipientAtABare450ThatAnotherDoesNotGet() {
        List<Outcome> outcomes =
                outcomes(envelope("250 ok", "450 busy", "250 ok", "354 go") + ">.\n< 250 ok");

        assertDeferred(outcomes.get(0), Scope.MAIL);
        assertThat(outcomes.get(1)).isInstanceOf(Accepted.class);
    }

    private static String refusedAtMail(String refusal) {
        return ENVELOPE.replaceFirst("< 250 ok", "< " + refusal);
    }

    private static String envelope(String mail, String first, String second, String data) {
        return LOGGED_IN
                + "> MAIL.*\n> RCPT.*\n> RCPT.*\n> DATA\n< "
                + String.join("\n< ", mail, first, second, data)
                + "\n";
    }

    private Outcome outcome(String dialogue) {
        return only(world.send(clear(), dialogue, mail()).getFirst());
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
}
