package org.kadec21.modem.ppp.ip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.modem.ppp.ip.ConnectionPhase.Cause;

import java.time.Duration;
import java.util.List;

/// Bytes both ways on an open connection: acknowledgements, windows, losses.
class CarryingTest {

    private static List<Integer> sizes(List<Wire.Tcp> segments) {
        return segments.stream().map(segment -> segment.payload().length).toList();
    }

    @Test
    void sendsASmallWriteAtOnceAlthoughAnotherIsUnderWay() {
        Dialogue dialogue = Dialogue.open();
        dialogue.write("EHLO unit\r\n");
        dialogue.sent();

        dialogue.write("NOOP\r\n");

        assertThat(sizes(dialogue.sent())).containsExactly(6);
    }

    @Test
    void joinsWritesThatWaitForTheLine() {
        Dialogue dialogue = Dialogue.open();

        dialogue.write("MAIL\r\n");
        dialogue.write("RCPT\r\n");
        dialogue.write("BDAT\r\n");

        List<Wire.Tcp> sent = dialogue.sent();
        assertThat(sizes(sent)).containsExactly(18);
        assertThat(sent.getFirst().has(Wire.PSH)).isTrue();
    }

    @Test
    void beginsWithTenSegments() {
        Dialogue dialogue = Dialogue.open();

        dialogue.write("x".repeat(60_000));

        assertThat(dialogue.sent()).hasSize(10);
    }

    @Test
    void delaysAnAcknowledgementUntilItsAnswerTakesItAlong() {
        Dialogue dialogue = Dialogue.open();

        dialogue.say(0, 0, Wire.ACK | Wire.PSH, "220 ready\r\n");
        assertThat(dialogue.sent()).isEmpty();
        dialogue.write("EHLO\r\n");

        assertThat(dialogue.sent())
                .singleElement()
                .satisfies(segment -> assertThat(segment.acknowledgement()).isEqualTo(11));
    }

    @Test
    void acknowledgesByItselfAfterThreeHundredMilliseconds() {
        Dialogue dialogue = Dialogue.open();

        dialogue.say(0, 0, Wire.ACK | Wire.PSH, "220 ready\r\n");

        assertThat(dialogue.dueInMillis()).isEqualTo(300);
        assertThat(dialogue.during(Duration.ofMillis(300))).hasSize(1);
        assertThat(dialogue.dueInMillis()).isEqualTo(-1);
    }

    @Test
    void acknowledgesEverySecondSegmentAtOnce() {
        Dialogue dialogue = Dialogue.open();

        dialogue.say(0, 0, Wire.ACK, "x".repeat(1000));
        assertThat(dialogue.sent()).isEmpty();
        dialogue.say(1000, 0, Wire.ACK, "x".repeat(1000));

        assertThat(dialogue.sent())
                .singleElement()
                .satisfies(segment -> assertThat(segment.acknowledgement()).isEqualTo(2000));
    }

    @Test
    void asksForAMissingSegmentAtOnceAndKeepsWhatCameEarly() {
        Dialogue dialogue = Dialogue.open();

        dialogue.say(5, 0, Wire.ACK, "world");
        assertThat(dialogue.sent())
                .singleElement()
                .satisfies(segment -> assertThat(segment.acknowledgement()).isZero());
        dialogue.say(0, 0, Wire.ACK, "hello");

        assertThat(dialogue.read()).isEqualTo("helloworld");
        assertThat(dialogue.sent().getFirst().acknowledgement()).isEqualTo(10);
    }

    @Test
    void changesNoByteThatHasCome() {
        Dialogue dialogue = Dialogue.open();
        dialogue.say(2, 0, Wire.ACK, "CD");

        dialogue.say(0, 0, Wire.ACK, "abcdef");

        assertThat(dialogue.read()).isEqualTo("abCDef");
    }

    @Test
    void sendsAgainAfterOneSecondThenTwoThenFourAndHalvesNothingItKnows() {
        Dialogue dialogue = Dialogue.open();
        dialogue.write("x");
        dialogue.sent();
        dialogue.say(0, 1, Wire.ACK, "");

        dialogue.write("y");
        List<Wire.Tcp> sent = dialogue.during(Duration.ofMillis(7500));

        // at 0, 1, 3 and 7 s
        assertThat(sent).hasSize(4).allMatch(segment -> segment.sequence() == 1);
    }

    @Test
    void repairsALossAfterThreeDuplicatesWithoutWaiting() {
        Dialogue dialogue = Dialogue.open();
        dialogue.write("x".repeat(14600));
        dialogue.sent();
        dialogue.say(0, 1460, Wire.ACK, "");
        dialogue.sent();

        dialogue.say(0, 1460, Wire.ACK, "");
        dialogue.say(0, 1460, Wire.ACK, "");
        assertThat(dialogue.sent()).isEmpty();
        dialogue.say(0, 1460, Wire.ACK, "");

        assertThat(dialogue.sent())
                .singleElement()
                .satisfies(segment -> {
                    assertThat(segment.sequence()).isEqualTo(1460);
                    assertThat(segment.payload()).hasSize(1460);
                });
    }

    @Test
    void repairsTheNextLossOfTheSameWindowWithThePartialAcknowledgement() {
        Dialogue dialogue = Dialogue.open();
        dialogue.write("x".repeat(14600));
        dialogue.sent();
        for (int duplicate = 0; duplicate < 4; duplicate++) {
            dialogue.say(0, 1460, Wire.ACK, "");
        }
        dialogue.sent();

        dialogue.say(0, 5840, Wire.ACK, "");

        assertThat(dialogue.sent())
                .singleElement()
                .satisfies(segment -> assertThat(segment.sequence()).isEqualTo(5840));
    }

    @Test
    void repairsTheLossOfOneOfThreeWithASingleDuplicate() {
        Dialogue dialogue = Dialogue.open();
        dialogue.write("x".repeat(4000));
        assertThat(dialogue.sent()).hasSize(3);

        dialogue.say(0, 0, Wire.ACK, "");
        dialogue.say(0, 0, Wire.ACK, "");

        assertThat(dialogue.sent().getFirst().sequence()).isZero();
    }

    @Test
    void asksAClosedWindowForAnHourWithoutGivingUp() {
        Dialogue dialogue = Dialogue.open();
        dialogue.say(0, 0, Wire.ACK, 0, 0, "");
        dialogue.write("MAIL FROM\r\n");
        int probes = 0;

        long end = Duration.ofHours(1).toNanos();
        while (dialogue.now() < end) {
            for (Wire.Tcp probe : dialogue.during(Duration.ofSeconds(1))) {
                assertThat(probe.payload()).hasSize(1);
                dialogue.say(0, 0, Wire.ACK, 0, 0, "");
                probes++;
            }
        }

        assertThat(dialogue.connection().phase()).isInstanceOf(ConnectionPhase.Open.class);
        assertThat(probes).isBetween(55, 75);
        dialogue.say(0, 0, Wire.ACK, "");
        assertThat(sizes(dialogue.sent())).containsExactly(11);
    }

    @Test
    void givesUpOnAClosedWindowThatNobodyAnswersForFiveMinutes() {
        Dialogue dialogue = Dialogue.open();
        dialogue.say(0, 0, Wire.ACK, 0, 0, "");
        dialogue.write("MAIL FROM\r\n");

        dialogue.during(Duration.ofMinutes(6));

        assertThat(dialogue.connection().phase())
                .isInstanceOfSatisfying(
                        ConnectionPhase.Failed.class,
                        failed -> {
                            assertThat(failed.cause()).isEqualTo(Cause.SILENT);
                            assertThat(failed.reason()).contains("11 bytes", "300 s");
                        });
    }

    @Test
    void stillHearsAPeerWhoseWindowIsClosed() {
        Dialogue dialogue = Dialogue.open();
        dialogue.say(0, 0, Wire.ACK, 0, 0, "");
        dialogue.write("x");
        dialogue.during(Duration.ofSeconds(10));

        dialogue.say(0, 0, Wire.ACK, 0, 0, "421 busy\r\n");
        Wire.Tcp acknowledgement = dialogue.during(Duration.ofMillis(300)).getLast();

        assertThat(dialogue.read()).isEqualTo("421 busy\r\n");
        assertThat(acknowledgement.sequence()).isZero(); // beyond it the peer would not look
        assertThat(acknowledgement.acknowledgement()).isEqualTo(10);
    }

    @Test
    void fillsNoSmallWindowWithSmallSegments() {
        Dialogue dialogue = Dialogue.open();
        dialogue.write("x".repeat(5000));
        dialogue.sent();

        dialogue.say(0, 5000, Wire.ACK, 100, 0, "");
        dialogue.write("y".repeat(5000));

        assertThat(dialogue.sent()).isEmpty();
        assertThat(sizes(dialogue.during(Duration.ofMillis(600)))).containsExactly(100);
    }

    @Test
    void opensItsWindowByWholeSegmentsOnly() {
        Dialogue dialogue = Dialogue.open();
        for (int at = 0; at < 65535; at += 1000) {
            int size = Math.min(1000, 65535 - at);
            dialogue.say(at, 0, Wire.ACK, "x".repeat(size));
        }
        assertThat(dialogue.sent().getLast().window()).isZero();
        byte[] some = new byte[1459];

        dialogue.connection().receive(some, 0, some.length, dialogue.now());
        assertThat(dialogue.sent()).isEmpty();
        dialogue.connection().receive(some, 0, 1, dialogue.now());

        assertThat(dialogue.sent())
                .singleElement()
                .satisfies(segment -> assertThat(segment.window()).isEqualTo(1460));
    }

    @Test
    void acknowledgesAProbeOfItsClosedWindowButKeepsNothingOfIt() {
        Dialogue dialogue = Dialogue.open();
        for (int at = 0; at < 65535; at += 1000) {
            dialogue.say(at, 0, Wire.ACK, "x".repeat(Math.min(1000, 65535 - at)));
        }
        dialogue.sent();

        dialogue.say(65535, 0, Wire.ACK, "y");

        assertThat(dialogue.sent())
                .singleElement()
                .satisfies(segment -> {
                    assertThat(segment.window()).isZero();
                    assertThat(segment.acknowledgement()).isEqualTo(65535);
                });
        assertThat(dialogue.connection().available()).isEqualTo(65535);
    }

    @Test
    void shortensItsSegmentsWhenLongOnesVanishOnANoisyLine() {
        Dialogue dialogue = Dialogue.open();
        dialogue.stack().lineDamages(0.001);
        dialogue.write("x".repeat(3000));

        assertThat(dialogue.sent().getFirst().payload()).hasSize(1460);
        assertThat(dialogue.during(Duration.ofSeconds(2)).getFirst().payload()).hasSize(1460);
        assertThat(dialogue.during(Duration.ofSeconds(2)).getFirst().payload()).hasSize(536);
        assertThat(dialogue.during(Duration.ofSeconds(4)).getFirst().payload()).hasSize(268);
    }

    @Test
    void shortensThemToWhatEverybodyTakesWhenNothingIsKnownOfNoise() {
        Dialogue dialogue = Dialogue.open();
        dialogue.write("x".repeat(3000));
        dialogue.sent();

        List<Wire.Tcp> again = dialogue.during(Duration.ofSeconds(30));

        assertThat(sizes(again)).contains(1460, 536).allMatch(size -> size >= 536);
    }

    @Test
    void goesBackToTheSizeThatWasGoodBeforeTheLineWasGone() {
        Dialogue dialogue = Dialogue.open();
        dialogue.write("x".repeat(1460));
        dialogue.sent();
        dialogue.say(0, 1460, Wire.ACK, "");
        dialogue.write("x".repeat(60_000));
        dialogue.during(Duration.ofSeconds(30));
        int acknowledged = 1460;
        int longest = 0;

        while (acknowledged < 61460) {
            dialogue.say(0, acknowledged, Wire.ACK, "");
            List<Wire.Tcp> sent = dialogue.during(Duration.ofMillis(1));
            int size = sizes(sent).stream().mapToInt(bytes -> bytes).max().orElse(0);
            longest = Math.max(longest, size);
            acknowledged = Math.min(61460, acknowledged + 1460);
        }

        assertThat(longest).isEqualTo(1460);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100, 5000})
    void neverTakesMoreThanItsBuffer(int piece) {
        Dialogue dialogue = Dialogue.open();
        byte[] bytes = new byte[piece];
        int taken = 0;

        for (int write = 0; write < 70_000; write += piece) {
            taken += dialogue.connection().send(bytes, 0, piece, dialogue.now());
        }

        assertThat(taken).isEqualTo(65535);
        assertThat(dialogue.connection().room()).isZero();
    }
}
