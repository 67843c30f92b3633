package org.kadec21.modem.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.at.Reply;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What the notes of `socket-dialects.tsv` say beyond single rows.
class DialectSequencesTest {

    private static final String OK = "\\r\\nOK\\r\\n";

    @Test
    void telitTakesAContextThatIsUpAlreadyForSuccess() {
        DialectSession session =
                new DialectSession(
                        new TelitDialect(),
                        List.of(
                                "\\r\\n#SGACT: 1,0\\r\\n\\r\\nOK\\r\\n",
                                OK,
                                "\\r\\n+CME ERROR: context already activated\\r\\n",
                                "\\r\\n#SGACT: 1,1\\r\\n\\r\\nOK\\r\\n"));

        assertThat(session.open()).isInstanceOf(Reply.Ok.class);
    }

    @ParameterizedTest
    @CsvSource({"+CME ERROR: 555,timeout", "+CME ERROR: activation failed,timeout"})
    void telitTakesTheErrorOfAnEmptySocketForEmpty(String error, String outcome)
            throws LinkException {
        DialectSession session = telit("\\r\\n" + error + "\\r\\n");
        ByteLink link = session.connect("example.com", 80);
        session.say("\\r\\nSRING: 1\\r\\n");

        assertThat(session.read(link)).isEqualTo(outcome);
    }

    @Test
    void telitTakesAnotherErrorForADeadSocket() throws LinkException {
        DialectSession session = telit("\\r\\n+CME ERROR: 556\\r\\n");
        ByteLink link = session.connect("example.com", 80);
        session.say("\\r\\nSRING: 1\\r\\n");

        assertThatThrownBy(() -> session.read(link)).hasMessageContaining("refused to read");
    }

    @Test
    void simcomSendsTheRestWhenLessWasConfirmed() throws LinkException {
        DialectSession session =
                simcom(
                        "\\r\\n>",
                        "\\r\\nOK\\r\\n\\r\\n+CIPSEND: 0,5,3\\r\\n",
                        "\\r\\n>",
                        "\\r\\nOK\\r\\n\\r\\n+CIPSEND: 0,2,2\\r\\n");

        session.write(session.connect("example.com", 80), "hello");

        assertThat(session.heard()).endsWith("AT+CIPSEND=0,5", "hello", "AT+CIPSEND=0,2", "lo");
    }

    @Test
    void simcomKnowsTheNumberOfAConnectionThatIsGone() throws LinkException {
        DialectSession session = simcom("\\r\\n>", "\\r\\nOK\\r\\n\\r\\n+CIPSEND: 0,5,-1\\r\\n");
        ByteLink link = session.connect("example.com", 80);

        assertThatThrownBy(() -> session.write(link, "hello"))
                .hasMessageContaining("no such connection any more");
    }

    @Test
    void readsAnAnnouncementWithoutABlankBehindTheColon() throws LinkException {
        DialectSession session = simcom("\\r\\n+CIPRXGET:2,0,5,0\\r\\nhello\\r\\nOK\\r\\n");
        ByteLink link = session.connect("example.com", 80);
        session.say("\\r\\n+CIPRXGET: 1,0\\r\\n");

        assertThat(session.read(link)).isEqualTo("hello");
    }

    @Test
    void ubloxWaitsBeforeItFeedsThePrompt() throws LinkException {
        DialectSession session =
                new DialectSession(
                        new UbloxDialect(),
                        List.of(
                                "\\r\\n+CGACT: 1,1\\r\\n\\r\\nOK\\r\\n",
                                OK,
                                OK,
                                OK,
                                OK,
                                OK,
                                OK,
                                OK,
                                "\\r\\n+USOCR: 0\\r\\n\\r\\nOK\\r\\n",
                                OK,
                                "\\r\\n@",
                                "\\r\\n+USOWR: 0,5\\r\\n\\r\\nOK\\r\\n"));
        session.open();
        ByteLink link = session.connect("example.com", 80);
        long before = session.nanos();

        session.write(link, "hello");

        assertThat(Duration.ofNanos(session.nanos() - before)).isEqualTo(Duration.ofMillis(50));
    }

    /// A late answer to an earlier command, glued to the prompt: nobody may take it for success.
    @Test
    void aSuccessBeforeThePayloadIsNone() throws LinkException {
        DialectSession session = simcom("\\r\\n+CIPSEND: 0,5,5\\r\\n\\r\\n>");
        ByteLink link = session.connect("example.com", 80);

        assertThatThrownBy(() -> session.write(link, "hello"))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("the payload was still here");
    }

    private static DialectSession telit(String toTheRead) {
        DialectSession session =
                new DialectSession(
                        new TelitDialect(),
                        List.of(
                                "\\r\\n#SGACT: 1,0\\r\\n\\r\\nOK\\r\\n",
                                OK,
                                OK,
                                OK,
                                OK,
                                OK,
                                toTheRead,
                                "\\r\\n+CME ERROR: 555\\r\\n"));
        session.open();
        return session;
    }

    private static DialectSession simcom(String... toTheRest) {
        ArrayList<String> answers =
                new ArrayList<>(
                        List.of(
                                OK,
                                "\\r\\n+NETOPEN: 0\\r\\n\\r\\nOK\\r\\n",
                                OK,
                                OK,
                                "\\r\\n+NETOPEN: 1\\r\\n\\r\\nOK\\r\\n",
                                "\\r\\nOK\\r\\n\\r\\n+CIPOPEN: 0,0\\r\\n"));
        answers.addAll(List.of(toTheRest));
        DialectSession session = new DialectSession(new SimcomDialect(), answers);
        session.open();
        return session;
    }
}
