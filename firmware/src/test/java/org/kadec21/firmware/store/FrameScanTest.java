package org.kadec21.firmware.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

final class FrameScanTest {

    private static final Frame FIRST = frame(1, "first");
    private static final Frame SECOND = frame(2, "");
    private static final Frame THIRD = frame(65535, "third, the longest of them");

    @Test
    void readsWhatWasWritten() {
        FrameScan scan = FrameScan.of(file(FIRST, SECOND, THIRD));

        assertThat(texts(scan))
                .containsExactly("1:first", "2:", "65535:third, the longest of them");
        assertThat(scan.damages()).isEmpty();
        assertThat(scan.tornBytes()).isZero();
    }

    @Test
    void stopsAtATailTornAtAnyByte() {
        byte[] whole = file(FIRST, SECOND, THIRD);
        int lastFrameAt = whole.length - THIRD.encodedBytes();

        for (int end = lastFrameAt + 1; end < whole.length; end++) {
            FrameScan scan = FrameScan.of(Arrays.copyOf(whole, end));

            assertThat(texts(scan)).containsExactly("1:first", "2:");
            assertThat(scan.soundEnd()).isEqualTo(lastFrameAt);
            assertThat(scan.tornBytes()).isEqualTo(end - lastFrameAt);
        }
    }

    @Test
    void losesOneFrameAtMostToAnyFlippedBit() {
        byte[] sound = file(FIRST, SECOND, THIRD);
        for (int bit = FileHeader.BYTES * 8; bit < sound.length * 8; bit++) {
            byte[] file = sound.clone();
            file[bit / 8] ^= (byte) (1 << bit % 8);

            FrameScan scan = FrameScan.of(file);

            assertThat(scan.frames()).as("bit %d", bit).hasSize(2);
            assertThat(scan.damages().size() + (scan.tornBytes() > 0 ? 1 : 0)).isEqualTo(1);
        }
    }

    @Test
    void skipsTwoDamagedFramesInARow() {
        byte[] file = file(FIRST, SECOND, THIRD);
        file[FileHeader.BYTES + 11] ^= 1;
        file[FileHeader.BYTES + FIRST.encodedBytes() + 5] ^= 1;

        FrameScan scan = FrameScan.of(file);

        assertThat(texts(scan)).containsExactly("65535:third, the longest of them");
        assertThat(scan.damages())
                .containsExactly(
                        new FrameScan.Damage(
                                FileHeader.BYTES, FIRST.encodedBytes() + SECOND.encodedBytes()));
    }

    @Test
    void takesNoFrameOutOfADamagedFramesValue() {
        Frame quoting = new Frame(9, file(FIRST, SECOND));
        byte[] file = file(quoting, THIRD);
        file[FileHeader.BYTES + 12] ^= 1;

        FrameScan scan = FrameScan.of(file);

        assertThat(texts(scan)).containsExactly("65535:third, the longest of them");
    }

    @Test
    void takesNoisyBytesForATornTail() {
        byte[] file = Arrays.copyOf(file(FIRST), 400);
        Arrays.fill(file, 300, 400, (byte) 0xFF);

        assertThat(texts(FrameScan.of(file))).containsExactly("1:first");
    }

    private static Frame frame(int type, String value) {
        return new Frame(type, value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] file(Frame... frames) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(FileHeader.of(FileKind.STATE).encode());
        for (Frame frame : frames) {
            out.writeBytes(frame.encode());
        }
        return out.toByteArray();
    }

    private static List<String> texts(FrameScan scan) {
        List<String> texts = new ArrayList<>();
        scan.frames()
                .forEach(frame ->
                        texts.add(
                                frame.type()
                                        + ":"
                                        + new String(frame.value(), StandardCharsets.UTF_8)));
        return texts;
    }
}
