package org.kadec21.bench.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class AssemblerTest {

    private final Assembler assembler = new Assembler();
    private final List<Entry> entries = new ArrayList<>();
    private long now;

    @Test
    void aCommandItsEchoAndItsAnswersAreALineEach() {
        host("AT+CSQ\r");
        module("AT+CSQ\r\r\n+CSQ: 19,99\r\n\r\nOK\r\n");

        assertThat(lines())
                .containsExactly(
                        "> AT+CSQ\\r",
                        "< AT+CSQ\\r",
                        "< \\r\\n+CSQ: 19,99\\r\\n",
                        "< \\r\\nOK\\r\\n");
    }

    @Test
    void typingWithItsEchoIsOneLine() {
        for (char c : "ATI\r".toCharArray()) {
            host(String.valueOf(c));
            module(String.valueOf(c));
            now += Duration.ofMillis(200).toNanos();
            entries.addAll(assembler.timePassed(now));
        }
        module("\r\nLAB\r\n");

        assertThat(lines()).containsExactly("> ATI\\r", "< ATI\\r", "< \\r\\nLAB\\r\\n");
    }

    @Test
    void aPromptIsALineOnceTheModulePauses() {
        host("AT+CMGS=24\r");
        module("\r\n> ");
        assertThat(assembler.due().isNever()).isFalse();
        pause();
        host("07919471\u001A");

        assertThat(lines()).containsExactly("> AT+CMGS=24\\r", "< \\r\\n>\\x20", "> 07919471\\x1a");
    }

    @Test
    void theHostSpeakingEndsWhatTheModuleSaid() {
        module("\r\n> ");
        host("hello");
        pause();

        assertThat(lines()).containsExactly("< \\r\\n>\\x20", "> hello");
    }

    @Test
    void closingComesBehindWhatWasSaid() {
        host("AT");
        entries.addAll(assembler.event(Entry.CLOSED, now));

        assertThat(lines()).containsExactly("> AT", "= closed");
    }

    @Test
    void aLongPayloadIsBrokenAndLosesNothing() {
        host("x".repeat(3 * Assembler.MAX_LINE));

        assertThat(lines()).hasSize(3).allMatch(line -> line.endsWith("x".repeat(512)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    AT+CPIN="1234"                       | AT+CPIN="\\*"
                    AT+CPIN=1234                         | AT+CPIN=\\*
                    at+cpin="12345678","4321"            | at+cpin="\\*","\\*"
                    AT+CMEE=1;+CPIN=1234;+CSQ            | AT+CMEE=1;+CPIN=\\*;+CSQ
                    ATE0+CPIN=1234                       | ATE0+CPIN=\\*
                    AT+CLCK="SC",1,"1234"                | AT+CLCK="SC",1,"\\*"
                    AT+CPWD="SC","1234","9876"           | AT+CPWD="SC","\\*","\\*"
                    AT+QICSGP=1,1,"au.NET","me","pw,;",1 | AT+QICSGP=1,1,"au.NET","\\*","\\*",1
                    AT+CGAUTH=1,1,"pw","me"              | AT+CGAUTH=1,1,"\\*","\\*"
                    AT+UAUTHREQ=1,1,"me","pw"            | AT+UAUTHREQ=1,1,"\\*","\\*"
                    AT#SGACT=1,1,"me","pw"               | AT#SGACT=1,1,"\\*","\\*"
                    ATD**04*1234*4321*4321#              | ATD**04*\\*
                    AUTH PLAIN AG1lAHB3                  | AUTH PLAIN \\*
                    PASS pw                              | PASS \\*
                    AT+CPIN?                             | AT+CPIN?
                    AT+CLCK="SC",2                       | AT+CLCK="SC",2
                    USER me                              | USER me
                    """)
    void secretsAreMaskedWhereTheyStand(String written, String shown) {
        host(written + "\r");
        pause();

        assertThat(lines()).containsExactly("> " + shown + "\\r");
    }

    @Test
    void aSecretIsMaskedWhenItIsTypedLetterByLetterAndEchoed() {
        for (char c : "AT+CPIN=1234\r".toCharArray()) {
            host(String.valueOf(c));
            module(String.valueOf(c));
        }
        module("\r\nOK\r\n");

        assertThat(lines())
                .containsExactly("> AT+CPIN=\\*\\r", "< AT+CPIN=\\*\\r", "< \\r\\nOK\\r\\n");
    }

    @Test
    void whatTheModuleSaysOfACardIsNoSecret() {
        module("\r\n+CPIN: READY\r\n\r\n+QICSGP: 1,\"au.NET\",\"me\",\"pw\",1\r\n");
        pause();

        assertThat(lines())
                .containsExactly(
                        "< \\r\\n+CPIN: READY\\r\\n",
                        "< \\r\\n+QICSGP: 1,\"au.NET\",\"me\",\"\\*\",\\*\\r\\n");
    }

    @Test
    void theLinesOfALoginAreSecretAndCommandsBetweenThemAreNot() {
        host("AUTH LOGIN\r\n");
        host("AT+QISEND=0,10\r");
        host("dXNlcg==\r\n");
        host("AT+QISEND=0,10\r");
        host("c2VjcmV0\r\n");
        host("MAIL FROM:<a@b>\r\n");
        pause();

        assertThat(lines())
                .containsExactly(
                        "> AUTH LOGIN\\r\\n",
                        "> AT+QISEND=0,10\\r",
                        "> \\*\\r\\n",
                        "> AT+QISEND=0,10\\r",
                        "> \\*\\r\\n",
                        "> MAIL FROM:<a@b>\\r\\n");
    }

    @Test
    void aPapRequestIsMaskedUpToItsFlag() {
        host("~\u00FF}#\u00C0#\u0001\u0001\u0000\nme\u0003secret~");
        pause();

        assertThat(lines()).containsExactly("> ~\\xff}#\\xc0#\\*~");
    }

    private void host(String text) {
        say(Direction.HOST, text);
    }

    private void module(String text) {
        say(Direction.MODULE, text);
    }

    private void say(Direction direction, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        entries.addAll(assembler.take(direction, bytes, 0, bytes.length, now));
    }

    private void pause() {
        now += Duration.ofSeconds(10).toNanos();
        entries.addAll(assembler.timePassed(now));
    }

    private List<String> lines() {
        pause();
        return entries.stream()
                .map(entry -> entry.direction().mark() + " " + entry.text())
                .toList();
    }
}
