package org.kadec21.simulation.ppp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/// Frames on a line, as written and as damaged.
class FrameReaderTest {

    /// LCP Echo-Reply 2 with the magic number 1: by hand, its check sequence by the table of RFC
    /// 1662 C.2.
    private static final String BARE_PROTOCOL = "c0210a02000800000001";

    private static final FrameShape SHORT = new FrameShape(0, true, true);

    @Test
    void escapesFlagsEscapesAndTheControlCharactersOfTheMap() {
        FrameShape shape = new FrameShape(1 << 0x11, false, false);

        byte[] line = shape.write(Frame.IP, new byte[] {0x11, 0x12, 0x7E, 0x7D});

        assertThat(HexFormat.of().formatHex(line)).startsWith("7eff0300217d31127d5e7d5d");
    }

    @Test
    void escapesEveryControlCharacterOfLcpWhateverTheMapSays() {
        byte[] line = SHORT.write(Frame.LCP, new byte[] {1});

        assertThat(HexFormat.of().formatHex(line)).startsWith("7eff7d23c0217d21");
    }

    @Test
    void leavesOutWhatWasAgreedUpon() {
        byte[] line = SHORT.write(Frame.IP, new byte[] {0x45});

        assertThat(HexFormat.of().formatHex(line)).startsWith("7e2145");
        assertThat(read(line))
                .singleElement()
                .satisfies(frame -> {
                    assertThat(frame.protocol()).isEqualTo(Frame.IP);
                    assertThat(frame.information()).containsExactly(0x45);
                });
    }

    @Test
    void takesAFrameThatIsSplitAtAnyPlace() {
        byte[] line = FrameShape.UNNEGOTIATED.write(Frame.IP, everyOctet());

        for (int at = 0; at <= line.length; at++) {
            FrameReader reader = new FrameReader();
            List<Frame> frames = new ArrayList<>(read(reader, Arrays.copyOf(line, at)));
            frames.addAll(read(reader, Arrays.copyOfRange(line, at, line.length)));

            assertThat(frames).hasSize(1);
            assertThat(frames.getFirst().information()).isEqualTo(everyOctet());
        }
    }

    @Test
    void takesFramesThatShareAFlag() {
        byte[] line = FrameShape.UNNEGOTIATED.write(Frame.IP, new byte[] {1, 2, 3});
        ByteArrayOutputStream shared = new ByteArrayOutputStream();
        shared.write(line, 0, line.length - 1);
        shared.writeBytes(line);

        assertThat(read(shared.toByteArray())).hasSize(2);
    }

    @Test
    void dropsTextBetweenFrames() {
        byte[] line = FrameShape.UNNEGOTIATED.write(Frame.IP, new byte[] {1, 2, 3});
        ByteArrayOutputStream mixed = new ByteArrayOutputStream();
        mixed.writeBytes(line);
        mixed.writeBytes("\r\nNO CARRIER\r\n".getBytes(StandardCharsets.US_ASCII));
        mixed.writeBytes(line);
        FrameReader reader = new FrameReader();

        assertThat(read(reader, mixed.toByteArray())).hasSize(2);
        assertThat(reader.dropped()).isEqualTo(1);
    }

    @Test
    void dropsAFrameThatIsAborted() {
        byte[] line = FrameShape.UNNEGOTIATED.write(Frame.IP, new byte[] {1, 2, 3});
        byte[] aborted = Arrays.copyOf(line, line.length + 1);
        aborted[line.length - 1] = FrameShape.ESCAPE;
        aborted[line.length] = FrameShape.FLAG;

        assertThat(read(aborted)).isEmpty();
    }

    @Test
    void keepsNoMoreThanOneFrameHoweverLongItIs() {
        FrameReader reader = new FrameReader();
        byte[] endless = new byte[10 * FrameReader.MAX_FRAME];
        Arrays.fill(endless, (byte) 'a');

        assertThat(read(reader, endless)).isEmpty();
        assertThat(read(reader, new byte[] {FrameShape.FLAG})).isEmpty();
        assertThat(read(reader, FrameShape.UNNEGOTIATED.write(Frame.IP, new byte[] {1})))
                .hasSize(1);
    }

    @Test
    void knowsTheCheckSequenceOfAFrameMadeByHand() {
        byte[] content = HexFormat.of().parseHex("ff03" + BARE_PROTOCOL);

        assertThat(CheckSequence.of("123456789".getBytes(StandardCharsets.US_ASCII), 9))
                .isEqualTo(0x906E); // CRC-16/X-25 of the usual test word
        assertThat(CheckSequence.isGood(content, content.length)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void takesOnlyWholeFramesFromANoisyLine(int percent) {
        int whole = 0;
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom chance = new SplittableRandom(seed);
            byte[] line = FrameShape.UNNEGOTIATED.write(Frame.IP, everyOctet());
            byte[] noisy = line.clone();
            for (int i = 0; i < noisy.length; i++) {
                if (chance.nextInt(100) < percent) {
                    noisy[i] ^= (byte) (1 << chance.nextInt(8));
                }
            }
            for (Frame frame : read(noisy)) {
                assertThat(frame.information()).isEqualTo(everyOctet());
                whole++;
            }
        }
        assertThat(whole).isLessThan(300);
    }

    private static byte[] everyOctet() {
        byte[] octets = new byte[256];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) i;
        }
        return octets;
    }

    private static List<Frame> read(byte[] line) {
        return read(new FrameReader(), line);
    }

    private static List<Frame> read(FrameReader reader, byte[] line) {
        List<Frame> frames = new ArrayList<>();
        for (byte b : line) {
            reader.take(b).ifPresent(frames::add);
        }
        return frames;
    }
}
