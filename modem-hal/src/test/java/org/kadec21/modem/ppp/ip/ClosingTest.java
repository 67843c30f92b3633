package org.kadec21.modem.ppp.ip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.modem.ppp.ip.ConnectionPhase.Cause;

import java.time.Duration;
import java.util.List;

/// How a connection ends, RFC 9293 3.6 and 3.10.4 to 3.10.7.
class ClosingTest {

    private static final ConnectionPhase CLOSED = new ConnectionPhase.Closed();

    @Test
    void sendsTheEndWithTheLastBytes() {
        Dialogue dialogue = Dialogue.open();

        dialogue.write("QUIT\r\n");
        dialogue.connection().close(dialogue.now());

        assertThat(dialogue.sent())
                .singleElement()
                .satisfies(segment -> {
                    assertThat(segment.payload()).hasSize(6);
                    assertThat(segment.has(Wire.FIN)).isTrue();
                });
        assertThat(dialogue.connection().phase()).isInstanceOf(ConnectionPhase.Closing.class);
    }

    @Test
    void isClosedWhenBothStreamsHaveEndedAndLingersForAMinute() {
        Dialogue dialogue = Dialogue.open();
        dialogue.connection().close(dialogue.now());
        dialogue.sent();

        dialogue.say(0, 1, Wire.ACK, "");
        dialogue.say(0, 1, Wire.FIN | Wire.ACK, "");

        assertThat(dialogue.connection().phase()).isEqualTo(CLOSED);
        assertThat(dialogue.sent().getFirst().acknowledgement()).isEqualTo(1);
        dialogue.say(0, 1, Wire.FIN | Wire.ACK, ""); // our acknowledgement was lost
        assertThat(dialogue.sent())
                .singleElement()
                .satisfies(segment -> assertThat(segment.flags()).isEqualTo(Wire.ACK));
        assertThat(dialogue.dueInMillis()).isEqualTo(60_000);
        dialogue.during(Duration.ofSeconds(61));
        assertThat(dialogue.dueInMillis()).isEqualTo(-1);
    }

    @Test
    void closesFromBothSidesAtTheSameTime() {
        Dialogue dialogue = Dialogue.open();
        dialogue.connection().close(dialogue.now());
        dialogue.sent();

        dialogue.say(0, 0, Wire.FIN | Wire.ACK, "");
        assertThat(dialogue.connection().phase()).isInstanceOf(ConnectionPhase.Closing.class);
        dialogue.sent();
        dialogue.say(1, 1, Wire.ACK, "");

        assertThat(dialogue.connection().phase()).isEqualTo(CLOSED);
    }

    @Test
    void canStillSendAfterThePeerHasEndedItsStream() {
        Dialogue dialogue = Dialogue.open();
        dialogue.say(0, 0, Wire.FIN | Wire.ACK, "221 bye\r\n");
        dialogue.sent();

        assertThat(dialogue.read()).isEqualTo("221 bye\r\n");
        assertThat(dialogue.read()).isEqualTo("(end)");
        assertThat(dialogue.connection().phase()).isInstanceOf(ConnectionPhase.Open.class);
        dialogue.write("x");
        assertThat(dialogue.sent().getFirst().payload()).hasSize(1);
        dialogue.connection().close(dialogue.now());
        dialogue.sent();
        dialogue.say(10, 2, Wire.ACK, "");

        assertThat(dialogue.connection().phase()).isEqualTo(CLOSED);
        assertThat(dialogue.dueInMillis()).isEqualTo(-1);
    }

    @Test
    void takesTheEndOnlyWhenAllBytesBeforeItHaveCome() {
        Dialogue dialogue = Dialogue.open();

        dialogue.say(3, 0, Wire.FIN | Wire.ACK, "def");
        assertThat(dialogue.read()).isEmpty();
        dialogue.say(0, 0, Wire.ACK, "abc");

        assertThat(dialogue.read()).isEqualTo("abcdef");
        assertThat(dialogue.read()).isEqualTo("(end)");
        assertThat(dialogue.sent().getLast().acknowledgement()).isEqualTo(7);
    }

    @Test
    void sendsTheEndAgainUntilItIsAcknowledged() {
        Dialogue dialogue = Dialogue.open();
        dialogue.connection().close(dialogue.now());

        List<Wire.Tcp> sent = dialogue.during(Duration.ofSeconds(10));

        assertThat(sent).hasSizeGreaterThan(2).allMatch(segment -> segment.has(Wire.FIN));
    }

    @Test
    void waitsNoLongerThanAMinuteForThePeersEnd() {
        Dialogue dialogue = Dialogue.open();
        dialogue.connection().close(dialogue.now());
        dialogue.sent();
        dialogue.say(0, 1, Wire.ACK, "");

        List<Wire.Tcp> sent = dialogue.during(Duration.ofSeconds(60));

        assertThat(dialogue.connection().phase()).isEqualTo(CLOSED);
        assertThat(sent)
                .singleElement()
                .satisfies(segment -> assertThat(segment.has(Wire.RST)).isTrue());
    }

    @Test
    void resetsAPeerThatTalksOnAndOnAfterTheClose() {
        Dialogue dialogue = Dialogue.open();
        dialogue.connection().close(dialogue.now());
        dialogue.sent();
        List<Wire.Tcp> sent = List.of();

        for (int at = 0; at < 70_000; at += 1000) {
            dialogue.say(at, 1, Wire.ACK, "x".repeat(1000));
            sent = dialogue.sent();
            if (sent.stream().anyMatch(segment -> segment.has(Wire.RST))) {
                break;
            }
        }

        assertThat(sent).anyMatch(segment -> segment.has(Wire.RST));
        assertThat(dialogue.connection().available()).isZero();
    }

    @Test
    void abortsWithAReset() {
        Dialogue dialogue = Dialogue.open();
        dialogue.write("DATA\r\n");
        dialogue.sent();

        dialogue.connection().abort(dialogue.now());

        assertThat(dialogue.sent())
                .singleElement()
                .satisfies(segment -> {
                    assertThat(segment.has(Wire.RST)).isTrue();
                    assertThat(segment.sequence()).isEqualTo(6);
                });
        assertThat(dialogue.connection().phase())
                .isInstanceOfSatisfying(
                        ConnectionPhase.Failed.class,
                        failed -> assertThat(failed.cause()).isEqualTo(Cause.RESET));
        assertThat(dialogue.dueInMillis()).isEqualTo(-1);
    }

    @Test
    void handsOutWhatCameBeforeAReset() {
        Dialogue dialogue = Dialogue.open();
        dialogue.write("x".repeat(20));
        dialogue.sent();

        dialogue.say(0, 20, Wire.ACK, "250 taken\r\n");
        dialogue.say(11, 20, Wire.RST | Wire.ACK, "");

        assertThat(dialogue.read()).isEqualTo("250 taken\r\n");
        assertThat(dialogue.read()).isEqualTo("(end)");
        assertThat(dialogue.connection().phase())
                .isInstanceOfSatisfying(
                        ConnectionPhase.Failed.class,
                        failed -> {
                            assertThat(failed.cause()).isEqualTo(Cause.RESET);
                            assertThat(failed.reason()).contains("192.0.2.25").contains("reset");
                        });
    }

    @Test
    void endsWithTheLink() {
        Dialogue dialogue = Dialogue.open();
        dialogue.write("x");

        dialogue.stack().linkLost("NO CARRIER");

        assertThat(dialogue.connection().phase())
                .isEqualTo(new ConnectionPhase.Failed(Cause.LINK, "NO CARRIER"));
        assertThat(dialogue.read()).isEqualTo("(end)");
        assertThat(dialogue.sent()).isEmpty();
        assertThat(dialogue.dueInMillis()).isEqualTo(-1);
        assertThat(dialogue.stack().connect("192.0.2.25", 25, dialogue.now()).phase())
                .isInstanceOf(ConnectionPhase.Failed.class);
    }

    @Test
    void givesUpAfterFiveMinutesWithoutAnAcknowledgement() {
        Dialogue dialogue = Dialogue.open();
        dialogue.write("DATA\r\n");

        List<Wire.Tcp> sent = dialogue.during(Duration.ofMinutes(5));

        assertThat(sent.getLast().has(Wire.RST)).isTrue();
        assertThat(sent).hasSizeLessThan(15);
        assertThat(dialogue.connection().phase())
                .isInstanceOfSatisfying(
                        ConnectionPhase.Failed.class,
                        failed -> assertThat(failed.cause()).isEqualTo(Cause.SILENT));
    }

    @Test
    void sendsNothingOnAnIdleConnection() {
        Dialogue dialogue = Dialogue.open();

        assertThat(dialogue.during(Duration.ofHours(3))).isEmpty();
        assertThat(dialogue.connection().phase()).isInstanceOf(ConnectionPhase.Open.class);
    }
}
