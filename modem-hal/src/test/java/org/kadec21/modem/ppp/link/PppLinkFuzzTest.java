package org.kadec21.modem.ppp.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Secret;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// Whatever a network says, numbered or not, a link says a bounded amount and never asks for a
/// moment that is over.
class PppLinkFuzzTest {

    private static final byte[] EMPTY = {};
    private static final int MOST_ANSWERS_FOR_EACH_PACKET = 6;

    /// The input is cut at each pair of bytes 255: each piece is one packet with its protocol, in a
    /// frame with a good check sequence. Each second input is for a link in numbered mode: a piece
    /// that begins with an address of it is a frame as it is.
    @FuzzTest(maxDuration = "60s")
    void negotiationIsBounded(byte[] input) {
        boolean numbered = input.length > 0 && (input[0] & 1) == 1;
        PppLink link =
                new PppLink(
                        new LinkSettings(
                                new Credentials("u", Secret.of("p")),
                                PdpType.IP,
                                numbered ? Numbering.ALWAYS : Numbering.NEVER,
                                false),
                        new DamageMeter(),
                        new Random(1));
        Deadline now = Deadline.at(0);
        List<LinkCommand> all = new ArrayList<>(link.on(new LinkEvent.Begun(), now));
        int packets = 0;
        if (numbered) {
            all.addAll(link.on(new LinkEvent.Received(agreement(all)), now));
            packets = 2;
        }
        for (byte[] packet : pieces(input)) {
            packets++;
            int protocol = ControlPacket.number(packet, 0);
            byte[] body = Arrays.copyOfRange(packet, 2, packet.length);
            byte[] frame =
                    numbered && (packet[0] == 1 || packet[0] == 3)
                            ? FrameWriter.PLAIN.numbered(packet[0], packet[1], body, 1)
                            : FrameWriter.PLAIN.frame(protocol, body);
            all.addAll(link.on(new LinkEvent.Received(frame), now));
            now = now.plus(Duration.ofMillis(10));
            all.addAll(link.on(new LinkEvent.Woken(), now));
            assertThat(link.wakeAt()).isGreaterThan(now);
        }
        assertThat(all).hasSizeLessThan(10 + MOST_ANSWERS_FOR_EACH_PACKET * (packets + 1));
        assertThat(all.stream().filter(LinkCommand.Down.class::isInstance).count())
                .isLessThanOrEqualTo(1);
    }

    /// What brings a link into numbered mode: its request is granted, the same is asked of it, and
    /// it is told to begin.
    private static byte[] agreement(List<LinkCommand> first) {
        FrameReader reader = new FrameReader();
        LinkCommand.Transmit request = (LinkCommand.Transmit) first.getFirst();
        Incoming.Frame frame =
                (Incoming.Frame) reader.next(ByteBuffer.wrap(request.bytes())).orElseThrow();
        byte[] ack = frame.body().clone();
        ack[0] = ControlPacket.CONFIGURE_ACK;
        byte[] theirs = HexFormat.of().parseHex("0101000e" + "0b040701" + "110405dc" + "1202");
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes(FrameWriter.PLAIN.frame(Protocol.LCP, ack));
        line.writeBytes(FrameWriter.PLAIN.frame(Protocol.LCP, theirs));
        line.writeBytes(FrameWriter.PLAIN.numbered(NumberedTerms.OWN_ADDRESS, 0x3f, EMPTY, 1));
        return line.toByteArray();
    }

    private static List<byte[]> pieces(byte[] input) {
        List<byte[]> pieces = new ArrayList<>();
        for (String hex : HexFormat.of().formatHex(input).split("ffff", -1)) {
            if (hex.length() >= 4 && hex.length() % 2 == 0) {
                pieces.add(HexFormat.of().parseHex(hex));
            }
        }
        return pieces;
    }
}
