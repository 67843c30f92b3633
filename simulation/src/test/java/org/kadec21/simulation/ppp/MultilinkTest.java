package org.kadec21.simulation.ppp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

class MultilinkTest {

    private static final byte[] PACKET = "a packet of IP".getBytes(StandardCharsets.US_ASCII);

    private final Multilink out = new Multilink();
    private final Multilink in = new Multilink();

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 13, 14, 15})
    void joinsWhatItCuts(int size) {
        Optional<byte[]> whole = Optional.empty();
        for (byte[] fragment : out.cut(PACKET, size)) {
            whole = in.join(fragment);
        }

        assertThat(whole).hasValue(PACKET);
    }

    @Test
    void marksBeginAndEnd() {
        List<byte[]> fragments = out.cut(new byte[] {1, 2, 3}, 2);

        assertThat(fragments)
                .containsExactly(new byte[] {(byte) 0x80, 0, 1, 2}, new byte[] {0x40, 1, 3});
    }

    @Test
    void dropsAPacketWithAHoleAndOneThatComesTwice() {
        List<byte[]> torn = out.cut(PACKET, 5);
        List<byte[]> next = out.cut(PACKET, 20);

        assertThat(in.join(torn.get(0))).isEmpty();
        assertThat(in.join(torn.get(2))).isEmpty();
        assertThat(in.join(next.get(0))).hasValue(PACKET);
        assertThat(in.join(next.get(0))).isEmpty();
    }
}
