package org.kadec21.simulation.provider.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.simulation.provider.TestSites;
import org.kadec21.simulation.provider.dialogue.Action;
import org.kadec21.simulation.provider.dialogue.DialogueScript;
import org.kadec21.simulation.provider.dialogue.Event;
import org.kadec21.simulation.provider.dialogue.LineBuffer;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class SmtpCoreTest {

    private static final String LINE_WITHOUT_END = " Error: line without end\r\n";
    private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");
    private static final String ENVELOPE =
            "HELO other.example\r\nMAIL FROM:<>\r\nRCPT TO:<tu@provider.test>\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "all-recipients-refused",
                "auth",
                "auth-hashes",
                "auth-plain-challenge",
                "chunking",
                "relay-for-customers",
                "relay-own-mailbox",
                "submission-pipelined",
                "syntax",
                "timeout",
                "tls-first",
                "too-many-errors"
            })
    void speaksItsPartInHoweverManyPortionsTheClientSends(String name) {
        DialogueScript script = DialogueScript.read(SmtpCoreTest.class, name);

        script.play(() -> new SmtpCore(TestSites.smtp(script.setting()), Behaviour.regular()));
    }

    @Test
    void storesBeforeItSaysSo() {
        List<Action> actions = say(relay(0), ENVELOPE + "DATA\r\nx\r\n.\r\n");

        assertThat(actions.subList(actions.size() - 2, actions.size()))
                .hasExactlyElementsOfTypes(Action.Store.class, Action.Send.class);
    }

    @Test
    void putsItsTraceInFrontOfTheMail() {
        List<Action> actions = say(relay(0), ENVELOPE + "DATA\r\nSubject: x\r\n\r\n..a\r\n.\r\n");

        assertThat(storedText(actions))
                .isEqualTo(
                        """
                        Return-Path: <>
                        Received: from other.example (client)
                        \tby mail.provider.test with SMTP id 0000000001
                        \tfor <tu@provider.test>;
                        \tSun, 1 Mar 2026 09:30:00 +0000
                        Subject: x

                        .a
                        """
                                .replace("\n", "\r\n"));
    }

    @Test
    void namesTheProtectedProtocolInItsTrace() {
        SmtpCore core = new SmtpCore(TestSites.smtp("SUBMISSIONS"), Behaviour.regular());

        List<Action> actions =
                say(
                        core,
                        """
                        EHLO u
                        AUTH PLAIN AHR1AHNlY3JldA==
                        MAIL FROM:<tu@provider.test>
                        RCPT TO:<tu@provider.test>
                        DATA
                        .
                        """
                                .replace("\n", "\r\n"));

        assertThat(storedText(actions)).contains(" with ESMTPSA id ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\n.\nMAIL FROM:<evil@other.example>\r\n",
                "a\n.\r\nMAIL FROM:<evil@other.example>\r\n",
                "a\r\n.\rMAIL FROM:<evil@other.example>\r\n",
                "a\n.\nMAIL FROM:<evil@other.example>\r\n"
            })
    void endsTheConnectionWhenASecondMailIsSmuggledIn(String text) {
        List<Action> actions = say(relay(0), ENVELOPE + "DATA\r\n" + text + ".\r\n");

        assertThat(sent(actions)).contains("521 5.5.2 mail.provider.test Error: bare <");
        assertThat(actions).endsWith(new Action.HangUp());
        assertThat(actions).noneMatch(Action.Store.class::isInstance);
    }

    @Test
    void discardsWhatComesBehindStartTls() {
        List<Action> actions = say(relay(0), "STARTTLS\r\nEHLO evil\r\nNOOP\r\n");

        assertThat(actions)
                .endsWith(
                        new Action.StartTls(),
                        Action.Note.of("starttls.injection", "discarded", 17));
    }

    @Test
    void refusesAMailThatTurnsOutTooBigAndGoesOn() {
        String big = ("x".repeat(98) + "\r\n").repeat(11);

        List<Action> actions = say(relay(0), ENVELOPE + "DATA\r\n" + big + ".\r\nNOOP\r\n");

        assertThat(sent(actions))
                .endsWith("552 5.3.4 Error: message file too big\r\n250 2.0.0 Ok\r\n");
        assertThat(actions).noneMatch(Action.Store.class::isInstance);
    }

    @Test
    void refusesAnOversizedChunkAsSoonAsItIsThere() {
        String chunk = "x".repeat(1001);

        List<Action> actions = say(relay(0), ENVELOPE + "BDAT 1001\r\n" + chunk);

        assertThat(sent(actions)).endsWith("552 5.3.4 Error: message file too big\r\n");
    }

    @Test
    void refusesARecipientWhoseMailboxIsFull() {
        List<Action> actions = say(relay(5000), ENVELOPE);

        assertThat(sent(actions)).endsWith("452 4.2.2 <tu@provider.test>: Mailbox full\r\n");
    }

    @Test
    void takesAHundredRecipientsAndNotOneMore() {
        StringBuilder commands = new StringBuilder("HELO c\r\nMAIL FROM:<tu@provider.test>\r\n");
        for (int i = 1; i <= 101; i++) {
            commands.append("RCPT TO:<r").append(i).append("@elsewhere.example>\r\n");
        }

        String replies = sent(say(relay(0), commands.toString()));

        assertThat(replies.split("250 2.1.5 Ok\r\n", -1)).hasSize(101);
        assertThat(replies).endsWith("452 4.5.3 Error: too many recipients\r\n");
    }

    @Test
    void refusesAnEndlessLineWithinItsLimitAndFindsTheNextCommand() {
        List<Action> actions = say(relay(0), "NOOP" + "x".repeat(60_000) + "\r\nNOOP\r\n");

        assertThat(sent(actions)).isEqualTo("500 5.5.2 Error: line too long\r\n250 2.0.0 Ok\r\n");
    }

    @Test
    void doesNotWaitForTheEndOfALineThatIsTooLong() {
        SmtpCore core = relay(0);

        assertThat(sent(say(core, "x".repeat(SmtpLimits.COMMAND_LINE)))).isEmpty();
        assertThat(sent(say(core, "xx"))).isEqualTo("500 5.5.2 Error: line too long\r\n");
        assertThat(say(core, "x".repeat(10_000))).isEmpty();
        assertThat(sent(say(core, "x\r\nNOOP\r\n"))).isEqualTo("250 2.0.0 Ok\r\n");
    }

    @Test
    void hangsUpOnALineThatHasNoEnd() {
        SmtpCore core = relay(0);
        say(core, "x".repeat(LineBuffer.ENDLESS));

        List<Action> actions = say(core, "x");

        assertThat(sent(actions)).isEqualTo("421 4.7.0 " + TestSites.HOST + LINE_WITHOUT_END);
        assertThat(actions).endsWith(new Action.HangUp());
    }

    @Test
    void endsAConnectionThatNeverComesToAnEnd() {
        String noops = "NOOP\r\n".repeat(SmtpLimits.COMMANDS + 1);

        List<Action> actions = say(relay(0), noops);

        assertThat(sent(actions))
                .endsWith("421 4.7.0 mail.provider.test Error: too many commands\r\n");
        assertThat(actions).endsWith(new Action.HangUp());
    }

    private static SmtpCore relay(long mailboxOctets) {
        return new SmtpCore(TestSites.smtp("RELAY", mailboxOctets), Behaviour.regular());
    }

    private static List<Action> say(SmtpCore core, String text) {
        return new ArrayList<>(
                core.on(new Event.Received(text.getBytes(StandardCharsets.ISO_8859_1)), NOW));
    }

    private static String sent(List<Action> actions) {
        StringBuilder wire = new StringBuilder();
        for (Action action : actions) {
            if (action instanceof Action.Send(byte[] octets)) {
                wire.append(new String(octets, StandardCharsets.ISO_8859_1));
            }
        }
        return wire.toString();
    }

    private static String storedText(List<Action> actions) {
        return actions.stream()
                .filter(Action.Store.class::isInstance)
                .map(a -> ((Action.Store) a).mail().content())
                .map(content -> new String(content, StandardCharsets.ISO_8859_1))
                .findFirst()
                .orElseThrow();
    }
}
