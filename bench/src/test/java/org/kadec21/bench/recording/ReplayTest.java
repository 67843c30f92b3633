package org.kadec21.bench.recording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class ReplayTest {

    private static final String SESSION =
            """
            kadec21 recording 1
                0.000 > AT\\r
                0.010 < AT\\r
                0.020 < \\r\\nOK\\r\\n
                1.000 > AT+CPIN="\\*"\\r
                0.500 < \\r\\nOK\\r\\n
                4.000 < \\r\\n+CREG: 1\\r\\n
                0.100 > AT+CSQ\\r
                0.010 < \\r\\n+CSQ: 19,99\\r\\n
            """;

    private final StringBuilder said = new StringBuilder();
    private final List<String> told = new ArrayList<>();
    private Replay replay = new Replay(Recording.parse("session", SESSION), 0);
    private long now;

    @Test
    void answersAsRecordedWhenTheTimeHasCome() {
        host("AT\r");
        assertThat(heard()).isEqualTo("AT\r");

        passes(29);
        assertThat(heard()).isEmpty();
        passes(1);

        assertThat(heard()).isEqualTo("\r\nOK\r\n");
    }

    @Test
    void echoesLetterByLetterAsRecorded() {
        host("A");
        assertThat(heard()).isEqualTo("A");
        host("T");

        assertThat(heard()).isEqualTo("T");
    }

    @Test
    void anySecretIsTheRecordedOne() {
        host("AT\r");
        passes(1000);
        heard();
        host("AT+CPIN=\"987654\"\r");
        passes(500);

        assertThat(heard()).isEqualTo("\r\nOK\r\n");
        assertThat(told).isEmpty();
    }

    @Test
    void aHostThatIsQuickerThanThenGetsTheRestAtOnce() {
        host("AT\r");
        host("AT+CPIN=\"1\"\r");
        host("AT+CSQ\r");
        passes(10);

        assertThat(heard())
                .isEqualTo("AT\r\r\nOK\r\n\r\nOK\r\n\r\n+CREG: 1\r\n\r\n+CSQ: 19,99\r\n");
        assertThat(replay.isOver()).isTrue();
    }

    @Test
    void saysWhereTheHostLeftAndWaitsThere() {
        host("AT\r");
        passes(100);
        heard();
        host("AT+CREG?\r");

        assertThat(told)
                .containsExactly(
                        "the host has left the recording: line 5 expects 'AT+CPIN=\"\\*\"\\r', but"
                                + " the host wrote 'AT+CREG?\\r'; answered ERROR, still waiting"
                                + " there");
        assertThat(heard()).isEqualTo("\r\nERROR\r\n");
        host("AT+CPIN=\"1\"\r");
        passes(500);
        assertThat(heard()).isEqualTo("\r\nOK\r\n");
    }

    @Test
    void aHostThatStopsInTheMiddleOfAStrayLineIsToldToo() {
        host("+++");
        passes(1000);

        assertThat(told).singleElement().asString().contains("but the host wrote '+++'");
    }

    @Test
    void whatTheHostWroteOfASecretIsNotShown() {
        host("AT\r");
        host("AT+CPIN=\"4711\",1\r");

        assertThat(told).singleElement().asString().contains("***").doesNotContain("4711");
    }

    @Test
    void behindAClosingThatWasNotRecordedAnotherLineBeginsAnewAndSaysWhere() {
        host("AT\r");
        closes();
        heard();

        host("AT\r");

        assertThat(told)
                .singleElement()
                .asString()
                .startsWith("the host has closed the port before line 5");
        assertThat(heard()).isEqualTo("AT\r");
    }

    @Test
    void behindAClosingThatWasNotRecordedTheAwaitedLineGoesOn() {
        host("AT\r");
        closes();
        heard();

        host("AT+CPIN=\"1\"\r");
        passes(500);

        assertThat(told).isEmpty();
        assertThat(heard()).isEqualTo("\r\nOK\r\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7})
    void aClosingThatWasNotRecordedMayFallAnywhereInALine(int letters) {
        host("AT\r");
        passes(1000);
        heard();

        host("AT+CPIN=\"1\"\r".substring(0, letters));
        closes();
        host("AT+CPIN=\"1\"\r".substring(letters));
        passes(500);

        assertThat(told).isEmpty();
        assertThat(heard()).isEqualTo("\r\nOK\r\n");
    }

    @Test
    void behindHalfALineTheAwaitedLineMayComeWhole() {
        host("AT\r");
        host("AT+CP");
        closes();
        heard();

        host("AT+CPIN=\"1\"\r");
        passes(500);

        assertThat(told).isEmpty();
        assertThat(heard()).isEqualTo("\r\nOK\r\n");
    }

    @Test
    void behindHalfALineAProgramThatBeginsAnewIsServed() {
        host("AT\r");
        host("AT+CP");
        closes();
        heard();

        host("AT\r");

        assertThat(told).singleElement().asString().contains("before line 5");
        assertThat(heard()).isEqualTo("AT\r");
    }

    @Test
    void lettersThatFitBothTheAwaitedLineAndTheFirstAreEchoedOnce() {
        play(
                """
                kadec21 recording 1
                 0.1 > AT\\r
                 0.1 < AT\\r
                 0.1 > AT+CSQ\\r
                 0.1 < AT+CSQ\\r
                """);
        host("AT\r");
        closes();
        heard();

        host("A");
        host("T");
        host("\r");

        assertThat(heard()).isEqualTo("AT\r");
    }

    @Test
    void aRecordingPlayedToItsEndBeginsAnewWhenThePortIsClosed() {
        play("kadec21 recording 1\n 0.1 > AT\\r\n 0.1 < OK\\r\\n\n");
        host("AT\r");
        passes(100);
        closes();
        heard();

        host("AT\r");
        passes(100);

        assertThat(told).singleElement().asString().contains("played to its end");
        assertThat(heard()).isEqualTo("OK\r\n");
    }

    @Test
    void aRecordedClosingIsNoEnd() {
        play(
                """
                kadec21 recording 1
                 0.1 > AT\\r
                 0.1 < OK\\r\\n
                 0.1 = closed
                 0.1 > ATI\\r
                 0.1 < LAB\\r\\n
                """);
        host("AT\r");
        closes();
        assertThat(told).isEmpty();
        heard();

        host("ATI\r");
        passes(100);

        assertThat(heard()).isEqualTo("LAB\r\n");
    }

    @Test
    void writingBehindTheEndIsTold() {
        play("kadec21 recording 1\n 0.1 > AT\\r\n");
        host("AT\rAT\r");

        assertThat(told)
                .singleElement()
                .asString()
                .contains("the recording is over (its last line is 2)");
    }

    @Test
    void theModuleSpeaksFirstWhereItDidThen() {
        play("kadec21 recording 1\n 5 < RDY\\r\\n\n 1 > AT\\r\n");
        passes(4999);
        assertThat(heard()).isEmpty();
        passes(1);

        assertThat(heard()).isEqualTo("RDY\r\n");
    }

    private void play(String text) {
        replay = new Replay(Recording.parse("session", text), now);
    }

    private void host(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        take(replay.written(bytes, bytes.length, now));
    }

    private void closes() {
        take(replay.closed(now));
    }

    private void passes(int millis) {
        now += Duration.ofMillis(millis).toNanos();
        take(replay.timePassed(now));
    }

    private void take(List<Step> steps) {
        for (Step step : steps) {
            switch (step) {
                case Step.Say(byte[] bytes) ->
                        said.append(new String(bytes, StandardCharsets.ISO_8859_1));
                case Step.Tell(String sentence) -> told.add(sentence);
            }
        }
    }

    private String heard() {
        String text = said.toString();
        said.setLength(0);
        return text;
    }
}
