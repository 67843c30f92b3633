package org.kadec21.bench.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kadec21.bench.config.BehaviourFile;
import org.kadec21.bench.config.BehaviourScript;
import org.kadec21.bench.provider.HostProvider.Heard;
import org.kadec21.firmware.config.NamedFiles;
import org.kadec21.simulation.provider.policy.Service;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Each of the forty behaviours, from a behaviour file, met over real TCP by a script.
class FortyBehavioursTest {

    private static final String HELLO = "EHLO unit\n";
    private static final String LOGIN = "AUTH PLAIN AHR1AHNlY3JldA==\n";
    private static final String FROM = "MAIL FROM:<tu@provider.test>\n";
    private static final String TO = "RCPT TO:<tu@provider.test>\n";
    private static final String TEXT = "DATA\nSubject: x\n\nx\n.\n";
    private static final String MAIL = FROM + TO + TEXT;
    private static final String SESSION = HELLO + LOGIN + MAIL + "RSET\nQUIT\n";

    enum End {
        HANGS_UP,
        STAYS
    }

    /// What a script says, and what it must meet.
    ///
    /// @param meets words of the server in their order; a leading `!` says what is never said
    /// @param mails mails in the mailbox afterwards
    record Row(int number, String script, End end, int mails, List<String> meets) {
        boolean isMetBy(String said) {
            int from = 0;
            for (String word : meets) {
                boolean never = word.startsWith("!");
                int at = said.indexOf(never ? word.substring(1) : word, never ? 0 : from);
                if (never == at >= 0) {
                    return false;
                }
                from = never ? from : at + word.length();
            }
            return true;
        }

        @Override
        public String toString() {
            return number + " " + BehaviourScript.numbered().get(number - 1);
        }
    }

    private static Row row(int number, String script, End end, int mails, String... meets) {
        return new Row(number, script, end, mails, List.of(meets));
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.add(row(1, SESSION, End.HANGS_UP, 1, "354 ", "!queued"));
        rows.add(row(2, SESSION, End.STAYS, 1, "354 ", "!queued"));
        rows.add(row(3, SESSION, End.HANGS_UP, 0, "354 ", "!queued"));
        rows.add(
                row(
                        4,
                        HELLO + LOGIN + FROM + TO + "BDAT 100 LAST\nhalf of it",
                        End.HANGS_UP,
                        0,
                        "250 2.1.5",
                        "!queued"));
        rows.add(row(5, HELLO + LOGIN + FROM + TO + "DATA\n.\n", End.STAYS, 0, "550 ", "354 "));
        rows.add(row(6, HELLO + LOGIN + FROM + TO + TO + TEXT, End.STAYS, 1, "250 2.1.5", "550 "));
        rows.add(row(7, SESSION, End.HANGS_UP, 0, "421 4.3.2"));
        rows.add(row(8, SESSION, End.HANGS_UP, 0, "554 5.7.1"));
        rows.add(row(9, SESSION, End.HANGS_UP, 0, "535 5.7.8"));
        rows.add(row(10, SESSION, End.HANGS_UP, 0, "454 4.7.0"));
        rows.add(row(11, HELLO + LOGIN + LOGIN + MAIL, End.STAYS, 1, "534 5.7.9", "235 "));
        rows.add(row(12, SESSION, End.HANGS_UP, 0, "530 5.7.0"));
        rows.add(row(13, HELLO, End.STAYS, 0, "250 ", "!STARTTLS"));
        rows.add(row(14, HELLO + "STARTTLS\n", End.STAYS, 0, "220 2.0.0 Go", "250-AUTH", "250 Ok"));
        rows.add(row(15, HELLO + "STARTTLS\n", End.STAYS, 0, "454 4.7.0"));
        rows.add(row(18, SESSION, End.HANGS_UP, 0, "452 4.2.2"));
        rows.add(
                row(
                        19,
                        HELLO + LOGIN + "MAIL FROM:<tu@provider.test> SIZE=2000\n",
                        End.STAYS,
                        0,
                        "250-SIZE 1000",
                        "552 5.3.4"));
        rows.add(row(20, HELLO + LOGIN + MAIL + MAIL, End.STAYS, 1, "250 2.0.0", "554 5.7.1"));
        rows.add(row(21, SESSION, End.HANGS_UP, 0, "451 4.7.1"));
        rows.add(row(22, SESSION, End.HANGS_UP, 1, "250-PIPELINING\r\n", "queued"));
        rows.add(row(23, SESSION, End.HANGS_UP, 0, "250-ok\r\n550 no"));
        rows.add(row(24, SESSION, End.HANGS_UP, 1, "queued", "!\r"));
        rows.add(row(25, HELLO, End.STAYS, 0, "x".repeat(4 << 20), "!\r\nx"));
        rows.add(row(26, SESSION, End.STAYS, 1, "354 ", "!queued"));
        rows.add(row(27, SESSION, End.STAYS, 0, "!220"));
        rows.add(row(28, SESSION, End.HANGS_UP, 1, "200 ok"));
        rows.add(row(29, SESSION, End.HANGS_UP, 1, "OK queued"));
        rows.add(row(30, HELLO + LOGIN + FROM + TO + "RSET\n", End.STAYS, 0, "550 ", "!2.0.0 Ok"));
        rows.add(row(31, SESSION, End.STAYS, 1, "queued", "!221"));
        rows.add(row(32, HELLO + LOGIN + MAIL + MAIL, End.HANGS_UP, 1, "queued", "!421"));
        rows.add(
                row(
                        33,
                        HELLO + LOGIN + FROM + TO.repeat(4),
                        End.HANGS_UP,
                        0,
                        "550 ",
                        "550 ",
                        "550 ",
                        "421 4.5.0"));
        rows.add(row(34, HELLO + LOGIN + (FROM + "RSET\n").repeat(21), End.STAYS, 0, "450 4.7.1"));
        rows.add(row(35, SESSION, End.HANGS_UP, 0, "553 5.7.1"));
        rows.add(row(36, SESSION, End.HANGS_UP, 0, "!2", "!4"));
        rows.add(row(37, SESSION, End.STAYS, 0, "!2", "!4"));
        rows.add(row(38, HELLO, End.STAYS, 0, "250 ", "!AUTH"));
        rows.add(row(39, HELLO, End.STAYS, 0, "250 ", "!8BITMIME"));
        rows.add(row(40, HELLO + "HELO unit\n", End.STAYS, 0, "502 5.5.2", "250 mail"));
        return rows;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isPlayedFromAFileOverTcp(Row row) throws Exception {
        try (HostProvider provider = provider(row.number())) {
            Heard heard =
                    provider.talk(
                            Service.SUBMISSION,
                            row.script().replace("\n", "\r\n"),
                            said -> row.end() == End.STAYS && row.isMetBy(said));

            assertThat(row.isMetBy(heard.said()))
                    .as("%s in %.500s", row.meets(), heard.said())
                    .isTrue();
            assertThat(heard.hungUp()).isEqualTo(row.end() == End.HANGS_UP);
            assertThat(provider.delivered()).isEqualTo(row.mails());
        }
    }

    @Test
    void number16RefusesTheSecondEhlo() throws Exception {
        try (HostProvider provider = provider(16);
                Socket inside = provider.connectTls()) {
            byte[] hello = "EHLO unit\r\n".getBytes(StandardCharsets.US_ASCII);

            Heard heard = provider.talk(inside, hello, said -> said.contains("500"));

            assertThat(heard.said()).contains("500 5.5.2");
        }
    }

    @Test
    void number17IsTheCertificateOfTheCommand() {
        assertThat(script(17).hasExpiredCertificate()).isTrue();
        assertThat(script(16).hasExpiredCertificate()).isFalse();
    }

    @Test
    void everyNumberIsInTheTable() {
        List<Integer> numbers = new ArrayList<>(rows().stream().map(Row::number).toList());
        numbers.addAll(List.of(16, 17));

        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 40).boxed().toList());
    }

    private static HostProvider provider(int number) throws Exception {
        return new HostProvider(HostProvider.RULES, script(number).plan(new SplittableRandom(1)));
    }

    private static BehaviourScript script(int number) {
        String yaml = "schema: kadec21/behaviour/1\nalways: [" + number + "]\n";
        return BehaviourFile.reader().read("behaviour.yaml", yaml, NamedFiles.none());
    }
}
