package org.kadec21.modem.ppp.ip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.modem.ppp.ip.ConnectionPhase.Cause;
import org.kadec21.modem.ppp.ip.dns.Messages;
import org.kadec21.modem.ppp.ip.packet.Ipv4Address;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// How a connection comes about, RFC 9293 3.5 and 3.10.7.3.
class OpeningTest {

    @Test
    void offersTheSegmentSizeOfTheLinkAndTheWholeWindow() {
        Dialogue dialogue = new Dialogue();

        Wire.Tcp syn = dialogue.sent().getFirst();

        assertThat(syn.flags()).isEqualTo(Wire.SYN);
        assertThat(syn.mss()).isEqualTo(1460);
        assertThat(syn.window()).isEqualTo(65535);
        assertThat(syn.payload()).isEmpty();
    }

    @Test
    void isOpenWithTheAnswerToItsSynAndAcknowledgesIt() {
        Dialogue dialogue = new Dialogue();
        dialogue.sent();

        dialogue.say(-1, 0, Wire.SYN | Wire.ACK, 4096, 1460, "");

        assertThat(dialogue.connection().phase()).isInstanceOf(ConnectionPhase.Open.class);
        Wire.Tcp answer = dialogue.sent().getFirst();
        assertThat(answer.flags()).isEqualTo(Wire.ACK);
        assertThat(answer.sequence()).isZero();
        assertThat(answer.acknowledgement()).isZero();
    }

    @Test
    void repeatsTheSynAtGrowingIntervalsForThreeMinutes() {
        Dialogue dialogue = new Dialogue();

        List<Wire.Tcp> syns = dialogue.during(Duration.ofSeconds(179));

        // at 0, 3, 9, 21, 45, 93 and 153 s
        assertThat(syns).hasSize(7).allMatch(segment -> segment.flags() == Wire.SYN);
        dialogue.during(Duration.ofSeconds(1));
        assertThat(dialogue.connection().phase())
                .isInstanceOfSatisfying(
                        ConnectionPhase.Failed.class,
                        failed -> {
                            assertThat(failed.cause()).isEqualTo(Cause.SILENT);
                            assertThat(failed.reason()).contains("192.0.2.25", "587", "180 s");
                        });
    }

    @Test
    void failsAtOnceWhenThePeerRefuses() {
        Dialogue dialogue = new Dialogue();
        dialogue.sent();

        dialogue.say(0, 0, Wire.RST | Wire.ACK, "");

        assertThat(dialogue.connection().phase())
                .isInstanceOfSatisfying(
                        ConnectionPhase.Failed.class,
                        failed -> assertThat(failed.cause()).isEqualTo(Cause.REFUSED));
        assertThat(dialogue.sent()).isEmpty();
    }

    @Test
    void believesNoResetWithoutTheRightAcknowledgement() {
        Dialogue dialogue = new Dialogue();
        dialogue.sent();

        dialogue.say(0, 0, Wire.RST, "");
        dialogue.say(0, 1, Wire.RST | Wire.ACK, "");

        assertThat(dialogue.connection().phase()).isInstanceOf(ConnectionPhase.Connecting.class);
    }

    @Test
    void resetsAHalfOpenPeerThatAcknowledgesSomethingElse() {
        Dialogue dialogue = new Dialogue();
        dialogue.sent();

        dialogue.say(100, 77, Wire.ACK, "");

        Wire.Tcp reset = dialogue.sent().getFirst();
        assertThat(reset.flags()).isEqualTo(Wire.RST);
        assertThat(reset.sequence()).isEqualTo(77);
        assertThat(dialogue.connection().phase()).isInstanceOf(ConnectionPhase.Connecting.class);
    }

    @Test
    void opensFromBothSidesAtTheSameTime() {
        Dialogue dialogue = new Dialogue();
        dialogue.sent();

        dialogue.say(-1, 0, Wire.SYN, 4096, 1460, "");
        Wire.Tcp answer = dialogue.sent().getFirst();
        dialogue.say(-1, 0, Wire.SYN | Wire.ACK, 4096, 1460, "");

        assertThat(answer.flags()).isEqualTo(Wire.SYN | Wire.ACK);
        assertThat(dialogue.connection().phase()).isInstanceOf(ConnectionPhase.Open.class);
        assertThat(dialogue.sent()).allMatch(segment -> segment.flags() == Wire.ACK);
    }

    @Test
    void keepsToTheSegmentSizeThePeerTakes() {
        Dialogue dialogue = new Dialogue();
        dialogue.sent();
        dialogue.say(-1, 0, Wire.SYN | Wire.ACK, 65535, 500, "");

        dialogue.write("x".repeat(1200));

        assertThat(dialogue.sent().stream().map(segment -> segment.payload().length))
                .containsExactly(500, 500, 200);
    }

    @Test
    void takesAPeerThatNamesNoSegmentSizeForOneOf536Bytes() {
        Dialogue dialogue = new Dialogue();
        dialogue.sent();
        dialogue.say(-1, 0, Wire.SYN | Wire.ACK, "");

        dialogue.write("x".repeat(600));

        assertThat(dialogue.sent().getFirst().payload()).hasSize(536);
    }

    @Test
    void closingBeforeItIsOpenEndsItWithoutAWord() {
        Dialogue dialogue = new Dialogue();
        dialogue.sent();

        dialogue.connection().close(dialogue.now());

        assertThat(dialogue.connection().phase()).isEqualTo(new ConnectionPhase.Closed());
        assertThat(dialogue.during(Duration.ofMinutes(5))).isEmpty();
    }

    @Test
    void drawsPortsAndSequenceNumbersAnewForEachConnection() {
        Set<Integer> ports = new LinkedHashSet<>();
        Set<Integer> numbers = new LinkedHashSet<>();
        Random chance = new Random(7);

        for (int run = 0; run < 20; run++) {
            IpStack stack =
                    new IpStack(
                            IpSettings.ipv4(new Ipv4Address(Wire.UNIT), 1500, List.of()), chance);
            stack.connect("192.0.2.25", 587, 0);
            Wire.Tcp syn = Wire.tcp(stack.transmit(0).orElseThrow());
            ports.add(syn.fromPort());
            numbers.add(syn.sequence() >>> 16);
        }

        assertThat(ports).hasSize(20).allMatch(port -> port >= 49152);
        assertThat(numbers).hasSizeGreaterThan(18);
    }

    @Test
    void triesTheNextAddressWhenOneRefuses() {
        Dialed dialed = new Dialed();

        Wire.Tcp first = dialed.syn();
        dialed.refuse(first);

        assertThat(dialed.syn().to()).isEqualTo(Wire.SERVER + 1);
    }

    @Test
    void triesTheNextAddressAfterTwentyOneSilentSeconds() {
        Dialed dialed = new Dialed();
        dialed.syn();

        dialed.stack.due(Duration.ofSeconds(21).toNanos());

        assertThat(dialed.syn().to()).isEqualTo(Wire.SERVER + 1);
    }

    /// A name that has two addresses.
    private static final class Dialed {

        final IpStack stack;

        Dialed() {
            stack =
                    new IpStack(
                            IpSettings.ipv4(
                                    new Ipv4Address(Wire.UNIT),
                                    1500,
                                    List.of(new Ipv4Address(Wire.DNS))),
                            new Random(1));
            stack.connect("MAIL.example", 587, 0);
            byte[] asked = stack.transmit(0).orElseThrow();
            byte[] answer =
                    Messages.answering(Arrays.copyOfRange(asked, 28, asked.length))
                            .address(60, 192, 0, 2, 25)
                            .address(60, 192, 0, 2, 26)
                            .bytes();
            int port = ByteBuffer.wrap(asked).getShort(20) & 0xffff;
            stack.arrived(Wire.udp(Wire.DNS, Wire.UNIT, 53, port, answer), 0);
        }

        Wire.Tcp syn() {
            Wire.Tcp last = Wire.tcp(stack.transmit(0).orElseThrow());
            assertThat(last.flags()).isEqualTo(Wire.SYN);
            return last;
        }

        void refuse(Wire.Tcp syn) {
            stack.arrived(
                    new Wire.Tcp(
                                    syn.to(),
                                    syn.from(),
                                    syn.toPort(),
                                    syn.fromPort(),
                                    0,
                                    syn.sequence() + 1,
                                    Wire.RST | Wire.ACK,
                                    0,
                                    0,
                                    new byte[0])
                            .packet(),
                    1);
        }
    }
}
