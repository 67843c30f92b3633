package org.kadec21.modem.ppp.ip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.modem.ppp.ip.packet.Ipv4Address;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

class RepetitionTest {

    /// Frames of 60, 112 and 208 bytes come through in 54, 32 and 12 of 100 cases with 1 %.
    @ParameterizedTest
    @CsvSource({
        "0, 40, 1",
        "0.001, 256, 1",
        "0.005, 40, 1",
        "0.005, 52, 3",
        "0.005, 104, 4",
        "0.01, 52, 4",
        "0.01, 104, 8",
        "0.01, 256, 8",
        "0.01, 257, 1",
        "0.05, 40, 8",
        "1, 40, 8"
    })
    void sendsAsOftenAsBringsAlmostAllThrough(double perByte, int length, int times) {
        assertThat(Repetition.times(perByte, length)).isEqualTo(times);
    }

    @Test
    void givesTheSamePacketSeveralTimesOnALineThatIsKnownToBeBad() {
        IpStack stack = stack();
        stack.lineDamages(0.01);
        stack.connect("192.0.2.25", 587, 1);

        List<byte[]> packets = sent(stack);

        assertThat(packets).hasSizeBetween(3, Repetition.MOST);
        assertThat(packets).allSatisfy(packet -> assertThat(packet).isEqualTo(packets.getFirst()));
    }

    @Test
    void givesEachPacketOnceOnAGoodLine() {
        IpStack stack = stack();
        stack.lineDamages(0);
        stack.connect("192.0.2.25", 587, 1);

        assertThat(sent(stack)).hasSize(1);
    }

    @Test
    void givesNoCopyOnceTheLinkIsGone() {
        IpStack stack = stack();
        stack.lineDamages(0.01);
        stack.connect("192.0.2.25", 587, 1);
        assertThat(stack.transmit(1)).isPresent();

        stack.linkLost("gone");

        assertThat(sent(stack)).isEmpty();
    }

    private static IpStack stack() {
        IpSettings settings = IpSettings.ipv4(new Ipv4Address(Wire.UNIT), 1500, List.of());
        return new IpStack(settings, new Random(1));
    }

    private static List<byte[]> sent(IpStack stack) {
        List<byte[]> packets = new ArrayList<>();
        for (Optional<byte[]> packet = stack.transmit(1);
                packet.isPresent();
                packet = stack.transmit(1)) {
            packets.add(packet.get());
        }
        return packets;
    }
}
