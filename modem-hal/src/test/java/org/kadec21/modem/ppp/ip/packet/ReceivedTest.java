package org.kadec21.modem.ppp.ip.packet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.modem.ppp.ip.Wire;

import java.util.Arrays;
import java.util.HexFormat;

/// What the bytes of a packet are taken for.
class ReceivedTest {

    private static final byte[] SOUND =
            new Wire.Tcp(
                            Wire.SERVER,
                            Wire.UNIT,
                            25,
                            50_000,
                            1,
                            2,
                            Wire.ACK,
                            100,
                            0,
                            new byte[] {1, 2, 3})
                    .packet();

    private static boolean isWhole(byte[] packet) {
        return Received.of(packet) instanceof Received.Whole(IpPacket whole, int _)
                && TcpSegment.in(whole).isPresent();
    }

    /// The header of RFC 1071's companion example, widely used: its checksum is b861.
    @Test
    void readsAHeaderWhoseChecksumOthersHaveComputed() {
        byte[] packet =
                HexFormat.of().parseHex("450000730000400040" + "11" + "b861c0a80001c0a800c7");

        assertThat(Received.of(Arrays.copyOf(packet, 0x73)))
                .isInstanceOfSatisfying(
                        Received.Whole.class,
                        whole -> {
                            assertThat(whole.packet().source().text()).isEqualTo("192.168.0.1");
                            assertThat(whole.packet().protocol()).isEqualTo(Protocol.UDP);
                        });
    }

    @Test
    void takesNoPacketInWhichABitHasChanged() {
        assertThat(isWhole(SOUND)).isTrue();

        for (int bit = 0; bit < 8 * SOUND.length; bit++) {
            byte[] damaged = SOUND.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(isWhole(damaged)).as("bit %d", bit).isFalse();
        }
    }

    @Test
    void takesNoPacketThatEndsEarly() {
        for (int length = 0; length < SOUND.length; length++) {
            assertThat(Received.of(Arrays.copyOf(SOUND, length)))
                    .isInstanceOf(Received.Broken.class);
        }
    }

    @Test
    void leavesPaddingOut() {
        assertThat(isWhole(Arrays.copyOf(SOUND, SOUND.length + 6))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0xe0000001, -1, 0})
    void takesNothingFromWhatIsNoHost(int source) {
        assertThat(Received.of(Wire.ipv4(source, Wire.UNIT, 17, 0, new byte[8])))
                .isInstanceOf(Received.Broken.class);
    }

    @Test
    void skipsOptionsItDoesNotKnowAndFindsTheSegmentSize() {
        byte[] options = HexFormat.of().parseHex("01010402" + "0303070204057801" + "00000000");
        byte[] header = HexFormat.of().parseHex("0019c350000000010000000090120064" + "00000000");
        byte[] segment = new byte[36];
        System.arraycopy(header, 0, segment, 0, 20);
        System.arraycopy(options, 0, segment, 20, 16);
        IpPacket packet =
                new IpPacket(
                        new Ipv4Address(Wire.SERVER),
                        new Ipv4Address(Wire.UNIT),
                        Protocol.TCP,
                        segment);
        Checksum.put(
                segment,
                16,
                Checksum.withPseudoHeader(packet.source(), packet.destination(), 6, segment));

        assertThat(TcpSegment.in(packet).orElseThrow().mss()).hasValue(0x0578);
    }

    @Test
    void readsIpv6BehindExtensionHeaders() {
        byte[] packet =
                HexFormat.of()
                        .parseHex(
                                "60000000"
                                        + "0018"
                                        + "0040"
                                        + "20010db8000000000000000000000001"
                                        + "20010db8000000000000000000000002"
                                        + "3c00010400000000" // hop by hop, then destination options
                                        + "1100010400000000" // then UDP
                                        + "0035c35000080000");

        assertThat(Received.of(packet))
                .isInstanceOfSatisfying(
                        Received.Whole.class,
                        whole -> {
                            assertThat(whole.packet().protocol()).isEqualTo(Protocol.UDP);
                            assertThat(whole.packet().payload()).hasSize(8);
                        });
        packet[40] = 0;
        packet[48] = 0;
        assertThat(Received.of(packet)).isInstanceOf(Received.Broken.class);
    }
}
