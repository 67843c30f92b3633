package org.kadec21.modem.ppp.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Secret;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// Whatever a network says, a link says a bounded amount and never asks for a moment that is over.
class PppLinkFuzzTest {

    private static final int MOST_ANSWERS_FOR_EACH_PACKET = 6;

    /// The input is cut at each pair of bytes 255: each piece is one packet with its protocol, in a
    /// frame with a good check sequence.
    @FuzzTest(maxDuration = "60s")
    void negotiationIsBounded(byte[] input) {
        PppLink link =
                new PppLink(
                        new LinkSettings(new Credentials("u", Secret.of("p")), PdpType.IP, false),
                        new DamageMeter(),
                        new Random(1));
        Deadline now = Deadline.at(0);
        List<LinkCommand> all = new ArrayList<>(link.on(new LinkEvent.Begun(), now));
        int packets = 0;
        for (byte[] packet : pieces(input)) {
            packets++;
            int protocol = ControlPacket.number(packet, 0);
            byte[] body = Arrays.copyOfRange(packet, 2, packet.length);
            all.addAll(
                    link.on(new LinkEvent.Received(FrameWriter.PLAIN.frame(protocol, body)), now));
            now = now.plus(Duration.ofMillis(10));
            all.addAll(link.on(new LinkEvent.Woken(), now));
            assertThat(link.wakeAt()).isGreaterThan(now);
        }
        assertThat(all).hasSizeLessThan(10 + MOST_ANSWERS_FOR_EACH_PACKET * (packets + 1));
        assertThat(all.stream().filter(LinkCommand.Down.class::isInstance).count())
                .isLessThanOrEqualTo(1);
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
