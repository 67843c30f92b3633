package org.kadec21.modem.ppp.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.modem.ppp.link.Incoming.Damage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;

class FrameReaderTest {

    private static final byte[] PACKET = HexFormat.of().parseHex("450000140001000040110000");
    private static final byte[] LINE = FrameWriter.PLAIN.frame(Protocol.IP, PACKET);
    private static final byte[] LOST = "\r\nNO CARRIER\r\n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void readsTheSameHoweverTheBytesAreGrouped() {
        byte[] line = joined(LINE, LOST, LINE, bytes("7e7e"), LINE);
        List<String> expected =
                List.of(frame(PACKET), "Text NO CARRIER", frame(PACKET), frame(PACKET));

        for (int piece = 1; piece <= line.length; piece++) {
            assertThat(read(new FrameReader(), line, piece)).isEqualTo(expected);
        }
        for (int split = 0; split <= line.length; split++) {
            FrameReader reader = new FrameReader();
            List<String> heard =
                    new ArrayList<>(read(reader, Arrays.copyOf(line, split), line.length));
            heard.addAll(read(reader, Arrays.copyOfRange(line, split, line.length), line.length));
            assertThat(heard).isEqualTo(expected);
        }
    }

    @Test
    void checksWhatItReadsByTheCheckSequenceOfX25() {
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);

        assertThat(~Fcs16.with(Fcs16.START, digits) & 0xffff).isEqualTo(0x906e);
    }

    @Test
    void dropsControlCharactersThatTheLineHasPutIn() {
        byte[] line = FrameWriter.PLAIN.frame(Protocol.LCP, bytes("01010004"));
        byte[] inserted = joined(Arrays.copyOf(line, 5), bytes("1113"), tail(line, 5));

        assertThat(read(new FrameReader(), inserted, 1)).containsExactly("Frame c021 01010004");
    }

    @Test
    void keepsControlCharactersThatThePeerNeedNotEscape() {
        FrameReader reader = new FrameReader();
        reader.ignore(0);

        byte[] line = new FrameWriter(0, true, true).frame(Protocol.IP, PACKET);

        assertThat(read(reader, line, 1)).containsExactly(frame(PACKET));
    }

    @Test
    void takesCompressedHeadsToo() {
        for (boolean shortProtocol : List.of(true, false)) {
            for (boolean noAddress : List.of(true, false)) {
                FrameWriter writer =
                        new FrameWriter(FrameReader.ALL_CONTROLS, shortProtocol, noAddress);

                assertThat(read(new FrameReader(), writer.frame(Protocol.IP, PACKET), 1))
                        .containsExactly(frame(PACKET));
            }
        }
    }

    /// Traffic class and flow label of IPv6 and the type of service of IPv4 may be any character.
    @Test
    void takesNoHeadOfAPacketForALineOfText() {
        FrameWriter shortest = new FrameWriter(0, true, true);
        for (int head = 0; head < 0x1000; head++) {
            byte[] packet = joined(bytes("6000000a"), PACKET);
            packet[1] = (byte) (head >>> 4);
            packet[2] = (byte) (head << 4);
            FrameReader reader = new FrameReader();
            reader.ignore(0);

            assertThat(read(reader, shortest.frame(Protocol.IPV6, packet), packet.length * 2))
                    .containsExactly("Frame 0057 " + HexFormat.of().formatHex(packet));
        }
        for (int service = 0; service < 0x100; service++) {
            byte[] packet = PACKET.clone();
            packet[1] = (byte) service;
            FrameReader reader = new FrameReader();
            reader.ignore(0);

            assertThat(read(reader, shortest.frame(Protocol.IP, packet), packet.length * 2))
                    .containsExactly(frame(packet));
        }
    }

    @Test
    void tellsWhatIsWrongWithAFrameAndReadsTheNext() {
        byte[] wrong = LINE.clone();
        wrong[wrong.length - 3] ^= 1;

        assertThat(read(new FrameReader(), joined(wrong, LINE), 1))
                .containsExactly(damaged(Damage.CHECK), frame(PACKET));
        assertThat(read(new FrameReader(), joined(bytes("7eff037d7e"), LINE), 1))
                .containsExactly(damaged(Damage.ABORTED), frame(PACKET));
        assertThat(read(new FrameReader(), joined(bytes("7eff03ff7e"), LINE), 1))
                .containsExactly(damaged(Damage.SHORT), frame(PACKET));
        byte[] longBody = new byte[FrameReader.MOST_BYTES];
        Arrays.fill(longBody, (byte) 'x');
        assertThat(
                        read(
                                new FrameReader(),
                                joined(FrameWriter.PLAIN.frame(Protocol.IP, longBody), LINE),
                                100))
                .containsExactly(damaged(Damage.LONG), frame(PACKET));
        FrameReader clear = new FrameReader();
        clear.ignore(0);
        assertThat(read(clear, joined(framed("ff030202aaaa"), LINE), 1))
                .containsExactly(damaged(Damage.PROTOCOL), frame(PACKET));
    }

    @Test
    void leavesALostConnectionInTheMiddleOfAFrameToTheSilenceBehindIt() {
        FrameReader reader = new FrameReader();

        List<String> heard =
                read(reader, joined(Arrays.copyOf(LINE, LINE.length / 2), LOST), LINE.length);

        assertThat(heard).isEmpty();
        assertThat(reader.endsInCarrierLoss()).isTrue();
        read(reader, bytes("41"), 1);
        assertThat(reader.endsInCarrierLoss()).isFalse();
    }

    @Test
    void doesNotTakeAMailThatQuotesAModemForTheModem() {
        FrameReader reader = new FrameReader();
        reader.ignore(0);
        byte[] packet = joined(PACKET, LOST, LOST);

        byte[] line = new FrameWriter(0, true, true).frame(Protocol.IP, packet);

        assertThat(read(reader, line, 1)).containsExactly(frame(packet));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void findsBackIntoStepBehindAnyNoise(long seed) {
        Random chance = new Random(seed);
        byte[] noise = new byte[5000];
        chance.nextBytes(noise);
        FrameReader reader = new FrameReader();

        read(reader, noise, 97);
        List<String> heard = read(reader, joined(bytes("7e"), LINE), 1);

        assertThat(heard.getLast()).isEqualTo(frame(PACKET));
    }

    @Test
    void escapesExactlyWhatThePeerWants() {
        byte[] octets = new byte[32];
        for (int octet = 0; octet < octets.length; octet++) {
            octets[octet] = (byte) octet;
        }
        for (int bit = 0; bit < 32; bit++) {
            byte[] line = new FrameWriter(1 << bit, false, false).frame(Protocol.IP, octets);

            FrameReader reader = new FrameReader();
            reader.ignore(1 << bit);
            assertThat(read(reader, line, 1)).containsExactly(frame(octets));
            String shown = HexFormat.of().formatHex(line);
            assertThat(shown).contains("7d" + HexFormat.of().toHexDigits((byte) (bit ^ 0x20)));
        }
    }

    static List<String> read(FrameReader reader, byte[] line, int piece) {
        List<String> heard = new ArrayList<>();
        for (int at = 0; at < line.length; at += piece) {
            ByteBuffer input =
                    ByteBuffer.wrap(
                            Arrays.copyOfRange(line, at, Math.min(line.length, at + piece)));
            for (Optional<Incoming> next = reader.next(input);
                    next.isPresent();
                    next = reader.next(input)) {
                heard.add(
                        switch (next.get()) {
                            case Incoming.Frame(int protocol, byte[] body) ->
                                    "Frame "
                                            + HexFormat.of().toHexDigits((short) protocol)
                                            + " "
                                            + HexFormat.of().formatHex(body);
                            case Incoming.Numbered(int address, int control, byte[] rest) ->
                                    "Numbered %02x %02x %s"
                                            .formatted(
                                                    address,
                                                    control,
                                                    HexFormat.of().formatHex(rest));
                            case Incoming.Ready _, Incoming.Over _ -> "not from a line";
                            case Incoming.Text(String text) -> "Text " + text;
                            case Incoming.Damaged(Damage damage, _) -> damaged(damage);
                        });
            }
        }
        return heard;
    }

    private static String frame(byte[] packet) {
        return "Frame 0021 " + HexFormat.of().formatHex(packet);
    }

    private static String damaged(Damage damage) {
        return "Damaged " + damage;
    }

    /// A frame of any content with its check sequence.
    private static byte[] framed(String hex) {
        byte[] content = bytes(hex);
        int check = ~Fcs16.with(Fcs16.START, content) & 0xffff;
        return joined(
                bytes("7e"), content, new byte[] {(byte) check, (byte) (check >>> 8)}, bytes("7e"));
    }

    private static byte[] tail(byte[] line, int from) {
        return Arrays.copyOfRange(line, from, line.length);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static byte[] joined(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(p -> p.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
