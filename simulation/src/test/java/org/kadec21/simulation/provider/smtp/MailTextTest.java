package org.kadec21.simulation.provider.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.simulation.provider.TestSites;
import org.kadec21.simulation.provider.dialogue.Action;
import org.kadec21.simulation.provider.dialogue.Event;
import org.kadec21.simulation.provider.mailbox.IncomingMail;
import org.kadec21.simulation.provider.mailbox.MemoryBudget;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a client may send as the text of a mail, and what it costs; the largest mail has 1000
/// octets.
class MailTextTest {

    private static final String ENVELOPE =
            "EHLO c\r\nMAIL FROM:<>\r\nRCPT TO:<tu@provider.test>\r\n";
    private static final String NO_STORAGE = "452 4.3.1 Error: insufficient system storage\r\n";

    private final MemoryBudget budget = new MemoryBudget(1 << 20);
    private final MemoryBudget.Share memory = budget.forClient();
    private final List<Action> actions = new ArrayList<>();
    private SmtpCore core = core(memory);

    /// `~` stands for CR, `^` for LF, `0` for NUL; `/` cuts into chunks.
    @ParameterizedTest
    @CsvSource({
        "a^, LF",
        "a~b, CR",
        "a~^^b, LF",
        "a~/b, CR",
        "a/^b, LF",
        "a~^.^MAIL FROM:<evil@x.test>~^, LF",
        "a~, CR"
    })
    void refusesABareLineEndInAChunkAsItDoesBehindData(String text, String octet) {
        say(ENVELOPE);
        sayChunks(text);

        assertThat(sent())
                .endsWith("521 5.5.2 mail.provider.test Error: bare <" + octet + "> received\r\n");
        assertThat(actions).endsWith(new Action.HangUp());
        assertThat(stored()).isEmpty();
    }

    @Test
    void takesALineEndThatIsCutByTwoChunks() {
        say(ENVELOPE);
        sayChunks("a~/^b~^");

        assertThat(stored())
                .hasValueSatisfying(mail ->
                        assertThat(new String(mail.content(), StandardCharsets.ISO_8859_1))
                                .endsWith("\r\na\r\nb\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DATA\r\na\0b\r\n.\r\n", "BDAT 5 LAST\r\na\0b\r\n"})
    void refusesAMailWithNulsAndGoesOn(String text) {
        say(ENVELOPE + text + "NOOP\r\n");

        assertThat(sent()).endsWith("554 5.6.0 Error: NUL in mail text\r\n250 2.0.0 Ok\r\n");
        assertThat(stored()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DATA\r\n", "BDAT 999999999999 LAST\r\n", "BDAT 999999999999\r\n"})
    void hangsUpOnAMailThatHasNoEnd(String begin) {
        String line = "x".repeat(48) + "\r\n";
        say(ENVELOPE + begin);
        say(line.repeat(40));
        assertThat(sent()).doesNotContain("552");

        actions.clear();
        say(line + "x");

        assertThat(sent())
                .isEqualTo(
                        """
                        552 5.3.4 Error: message file too big
                        421 4.7.0 mail.provider.test Error: mail without end
                        """
                                .replace("\n", "\r\n"));
        assertThat(budget.used()).isZero();
    }

    @Test
    void hangsUpOnEndlessEmptyLines() {
        say(ENVELOPE + "DATA\r\n" + "\r\n".repeat(1001));

        assertThat(sent()).endsWith("mail without end\r\n");
    }

    @Test
    void refusesAMailThatThereIsNoMemoryForAndTakesTheNextWhenThereIs() {
        MemoryBudget.Share others = budget.forAccepted();
        others.take((1 << 20) - MessageBuffer.CHUNK + 1);
        say(ENVELOPE + "DATA\r\nx\r\n.\r\n");
        assertThat(sent()).endsWith(NO_STORAGE);
        others.close();
        assertThat(budget.used()).isZero();

        say(ENVELOPE + "DATA\r\nx\r\n.\r\n");

        assertThat(sent()).contains("Ok: queued as");
    }

    @Test
    void refusesADeclaredSizeThatThereIsNoMemoryFor() {
        budget.forAccepted().take((1 << 20) - 500);

        say("EHLO c\r\nMAIL FROM:<> SIZE=501\r\nMAIL FROM:<> SIZE=500\r\n");

        assertThat(sent()).endsWith(NO_STORAGE + "250 2.1.0 Ok\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSET\r\n", "EHLO again\r\n", "STARTTLS\r\n"})
    void givesBackTheMemoryOfAnUnfinishedMail(String end) {
        say(ENVELOPE + "BDAT 500\r\n" + "x".repeat(500));
        assertThat(budget.used()).isEqualTo(MessageBuffer.CHUNK);

        say(end);

        assertThat(budget.used()).isZero();
    }

    @Test
    void leavesTheMemoryOfAnAcceptedMailToWhoStoresIt() {
        say(ENVELOPE + "DATA\r\nx\r\n.\r\n");

        long reserved = stored().orElseThrow().reserved();
        assertThat(reserved).isEqualTo(budget.used()).isPositive();
        memory.give(reserved);
        assertThat(budget.used()).isZero();
    }

    @Test
    void takesNothingForAChunkThatBelongsToNoMail() {
        say("EHLO c\r\nBDAT 900\r\n" + "x".repeat(900));

        assertThat(sent()).endsWith("503 5.5.1 Error: need RCPT command\r\n");
        assertThat(budget.used()).isZero();
    }

    private static SmtpCore core(MemoryBudget.Share memory) {
        return new SmtpCore(TestSites.smtp("RELAY", memory), Behaviour.regular());
    }

    private void sayChunks(String text) {
        String[] chunks = text.replace('~', '\r').replace('^', '\n').split("/", -1);
        for (int i = 0; i < chunks.length; i++) {
            String last = i == chunks.length - 1 ? " LAST" : "";
            say("BDAT " + chunks[i].length() + last + "\r\n" + chunks[i]);
        }
    }

    private void say(String text) {
        actions.addAll(
                core.on(
                        new Event.Received(text.getBytes(StandardCharsets.ISO_8859_1)),
                        Instant.EPOCH));
    }

    private Optional<IncomingMail> stored() {
        return actions.stream()
                .filter(Action.Store.class::isInstance)
                .map(action -> ((Action.Store) action).mail())
                .reduce((first, second) -> second);
    }

    private String sent() {
        StringBuilder wire = new StringBuilder();
        for (Action action : actions) {
            if (action instanceof Action.Send(byte[] octets)) {
                wire.append(new String(octets, StandardCharsets.ISO_8859_1));
            }
        }
        return wire.toString();
    }
}
