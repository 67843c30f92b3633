package org.kadec21.modem.ppp.ip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.modem.ppp.ip.packet.IpPacket;
import org.kadec21.modem.ppp.ip.packet.Ipv4Address;
import org.kadec21.modem.ppp.ip.packet.Received;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

class ReassemblyTest {

    private static final byte[] WHOLE = new byte[100];

    static {
        new Random(1).nextBytes(WHOLE);
    }

    private final Reassembly reassembly = new Reassembly();

    private static Received.Fragment fragment(int id, int from, int to, boolean last) {
        return new Received.Fragment(
                new Received.FragmentKey(
                        new Ipv4Address(Wire.SERVER), new Ipv4Address(Wire.UNIT), 6, id),
                from,
                last,
                Arrays.copyOfRange(WHOLE, from, to));
    }

    private Optional<byte[]> add(int id, int from, int to, boolean last, long now) {
        return reassembly.add(fragment(id, from, to, last), now).map(IpPacket::payload);
    }

    @Test
    void putsFragmentsTogetherInAnyOrder() {
        int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        int[][] parts = {{0, 40}, {40, 80}, {80, 100}};

        for (int[] order : orders) {
            Optional<byte[]> whole = Optional.empty();
            for (int part : order) {
                assertThat(whole).isEmpty();
                whole = add(7, parts[part][0], parts[part][1], part == 2, 0);
            }
            assertThat(whole).hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(WHOLE));
        }
    }

    @Test
    void keepsThePartsOfDifferentPacketsApart() {
        add(1, 0, 40, false, 0);

        assertThat(add(2, 40, 100, true, 0)).isEmpty();
        assertThat(add(1, 40, 100, true, 0)).isPresent();
    }

    @Test
    void takesARepeatedFragmentForWhatItIs() {
        add(1, 0, 40, false, 0);
        add(1, 0, 40, false, 0);

        assertThat(add(1, 40, 100, true, 0)).isPresent();
    }

    @Test
    void dropsAPacketWhoseFragmentsOverlap() {
        add(1, 0, 40, false, 0);
        add(1, 32, 80, false, 0);

        assertThat(add(1, 40, 100, true, 0)).isEmpty();
    }

    @Test
    void dropsBytesBehindTheLastOne() {
        add(1, 40, 80, true, 0);
        add(1, 80, 96, false, 0);

        assertThat(add(1, 0, 40, false, 0)).isEmpty();
    }

    @Test
    void keepsNoPartForLongerThanThirtySeconds() {
        add(1, 0, 40, false, 0);

        assertThat(add(1, 40, 100, true, 30_000_000_000L)).isEmpty();
    }

    @Test
    void keepsFourPacketsInPiecesAtMost() {
        for (int id = 1; id <= 5; id++) {
            add(id, 0, 40, false, 0);
        }

        assertThat(add(1, 40, 100, true, 0)).isEmpty();
        assertThat(add(5, 40, 100, true, 0)).isPresent();
    }

    @Test
    void keepsNoPacketOfMoreThanFourThousandBytes() {
        Received.Fragment far =
                new Received.Fragment(fragment(1, 0, 8, false).key(), 65528, true, new byte[7]);

        assertThat(reassembly.add(far, 0)).isEmpty();
        assertThat(add(1, 0, 96, false, 0)).isEmpty();
    }
}
