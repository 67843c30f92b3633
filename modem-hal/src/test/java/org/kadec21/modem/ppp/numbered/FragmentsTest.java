package org.kadec21.modem.ppp.numbered;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

class FragmentsTest {

    private static final byte[] PACKET = HexFormat.of().parseHex("21450000010203");

    private final Fragments out = new Fragments();
    private final Fragments in = new Fragments();

    @Test
    void marksTheFirstAndTheLastAndCountsThem() {
        assertThat(out.of(PACKET, 3).stream().map(HexFormat.of()::formatHex))
                .containsExactly("8000214500", "0001000102", "400203");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6, 7, 8, 1500})
    void putsTogetherWhatItCuts(int size) {
        Optional<byte[]> whole = Optional.empty();
        for (byte[] fragment : out.of(PACKET, size)) {
            assertThat(whole).isEmpty();
            whole = in.take(fragment);
        }

        assertThat(whole).hasValue(PACKET);
    }

    @Test
    void dropsAPacketOfWhichAPartIsMissingAndTakesTheNext() {
        List<byte[]> first = out.of(PACKET, 3);
        List<byte[]> second = out.of(PACKET, 7);

        assertThat(in.take(first.get(0))).isEmpty();
        assertThat(in.take(first.get(2))).isEmpty();
        assertThat(in.take(second.get(0))).hasValue(PACKET);
    }

    @Test
    void takesAPartThatComesTwiceOnce() {
        List<byte[]> parts = out.of(PACKET, 3);

        assertThat(in.take(parts.get(0))).isEmpty();
        assertThat(in.take(parts.get(1))).isEmpty();
        assertThat(in.take(parts.get(0))).isEmpty();
        assertThat(in.take(parts.get(1))).isEmpty();
        assertThat(in.take(parts.get(2))).hasValue(PACKET);
        assertThat(in.take(parts.get(2))).isEmpty();
    }

    @Test
    void takesNoPacketWithoutEnd() {
        byte[] part = new byte[Fragments.MOST_BYTES / 2 + 1];

        out.of(new byte[4 * part.length], part.length)
                .forEach(fragment -> assertThat(in.take(fragment)).isEmpty());
    }

    @Test
    void takesNothingThatIsTooShort() {
        assertThat(in.take(new byte[1])).isEmpty();
    }
}
