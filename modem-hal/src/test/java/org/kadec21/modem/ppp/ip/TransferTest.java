package org.kadec21.modem.ppp.ip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.modem.ppp.ip.packet.Ipv4Address;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/// Streams both ways over lines of every quality: all bytes arrive, once, in order, in bounded
/// time.
class TransferTest {

    private static final double BAUD_115200 = 11520;
    private static final int PORT = 587;

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    private record Run(IpStack stack, Line line, Peer peer, Client client) {

        static Run of(int up, int down, double rate, long delayMillis, long seed) {
            return of(up, down, rate, delayMillis, seed, 1500);
        }

        static Run of(int up, int down, double rate, long delayMillis, long seed, int mtu) {
            IpStack stack =
                    new IpStack(
                            IpSettings.ipv4(new Ipv4Address(Wire.UNIT), mtu, List.of()),
                            new Random(seed));
            Peer peer = new Peer(PORT, (int) (seed * 0x9e3779b9L), bytes(down));
            Line line = new Line(Node.of(stack), peer, rate, Duration.ofMillis(delayMillis));
            Client client = new Client(stack, bytes(up), down).connect("192.0.2.25", PORT, 0);
            line.setUser(() -> client.step(line.now()));
            return new Run(stack, line, peer, client);
        }

        void toItsEnd(Duration longest) {
            assertThat(line.runUntil(client::isOver, longest))
                    .as("over after %s, now %s", longest, client.connection().phase())
                    .isTrue();
            assertThat(client.connection().phase()).isEqualTo(new ConnectionPhase.Closed());
            assertThat(peer.clientEnded()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 150, 500})
    void sendsAtNineTenthsOfTheLine(long delayMillis) {
        int count = 1_000_000;
        Run run = Run.of(count, 0, BAUD_115200, delayMillis, 1);
        double ideal = count / (BAUD_115200 * 1460 / (1500 + Line.FRAMING));

        run.toItsEnd(Duration.ofMinutes(5));

        assertThat(run.peer().received()).isEqualTo(bytes(count));
        assertThat(run.line().seconds()).isLessThan(ideal / 0.9);
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 150, 500})
    void receivesAtNineTenthsOfTheLine(long delayMillis) {
        int count = 1_000_000;
        Run run = Run.of(10, count, BAUD_115200, delayMillis, 1);
        double ideal = count / (BAUD_115200 * 1460 / (1500 + Line.FRAMING));

        run.toItsEnd(Duration.ofMinutes(5));

        assertThat(run.client().received()).isEqualTo(bytes(count));
        assertThat(run.line().seconds()).isLessThan(ideal / 0.9);
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 296, 576, 4000})
    void keepsToTheLinksLongestPacket(int mtu) {
        Run run = Run.of(20_000, 20_000, BAUD_115200, 100, 2, mtu);

        run.toItsEnd(Duration.ofMinutes(2));

        assertThat(run.peer().received()).isEqualTo(bytes(20_000));
        assertThat(run.line().log()).allMatch(packet -> packet.length <= mtu);
        assertThat(run.peer().clientMss()).isEqualTo(mtu - 40);
    }

    @Test
    void carriesBothWaysAtTheSameTime() {
        Run run = Run.of(300_000, 300_000, BAUD_115200, 100, 3);

        run.toItsEnd(Duration.ofMinutes(2));

        assertThat(run.peer().received()).isEqualTo(bytes(300_000));
        assertThat(run.client().received()).isEqualTo(bytes(300_000));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 0, 0, 0",
        "0, 1, 0, 0",
        "0, 5, 0, 0",
        "0, 0, 20, 0",
        "0, 0, 0, 20",
        "5, 5, 5, 5"
    })
    void bringsEveryByteOverABadLine(int lost, int corrupted, int doubled, int late) {
        for (long seed = 1; seed <= 20; seed++) {
            Run run = Run.of(60_000, 20_000, BAUD_115200, 300, seed);
            run.line().setFate(new Fate(seed, lost, corrupted, doubled, late));

            run.toItsEnd(Duration.ofHours(1));

            assertThat(run.peer().received()).as("seed %d", seed).isEqualTo(bytes(60_000));
            assertThat(run.client().received()).as("seed %d", seed).isEqualTo(bytes(20_000));
        }
    }

    /// A frame in which one byte is wrong is lost whole (RFC 1662 3.1): with one byte in 200, four
    /// of five frames of 300 bytes.
    @ParameterizedTest
    @CsvSource({"2000, 1", "1000, 2", "500, 5", "200, 15"})
    void bringsAMailOverALineThatSpoilsOneByteInSoMany(int oneIn, int minutes) {
        for (long seed = 1; seed <= 10; seed++) {
            Run run = Run.of(5_000, 200, BAUD_115200, 150, seed);
            Random random = new Random(seed);
            run.line()
                    .setFate(packets -> {
                        byte[] packet = packets.getFirst().packet();
                        double whole = Math.pow(1 - 1.0 / oneIn, packet.length + Line.FRAMING);
                        if (random.nextDouble() < whole) {
                            return packets;
                        }
                        if (isFromServer(packet)) {
                            run.stack().lineDamages(1.0 / oneIn);
                            run.stack().damagedFrame();
                        }
                        return List.of();
                    });

            run.toItsEnd(Duration.ofMinutes(minutes));

            assertThat(run.peer().received()).as("seed %d", seed).isEqualTo(bytes(5_000));
        }
    }

    /// A gap in coverage, a cell change or a server that hangs says nothing about segments.
    @ParameterizedTest
    @ValueSource(ints = {20, 40})
    void comesThroughASilenceWithSegmentsAsLongAsEverybodyTakes(int seconds) {
        Run run = Run.of(24_000, 0, BAUD_115200, 150, 7);
        long begin = Duration.ofSeconds(1).toNanos();
        long end = begin + Duration.ofSeconds(seconds).toNanos();
        run.line()
                .setFate(packets ->
                        run.line().now() < begin || run.line().now() > end ? packets : List.of());

        run.toItsEnd(Duration.ofMinutes(3));

        assertThat(run.peer().received()).isEqualTo(bytes(24_000));
        assertThat(run.line().packetsFromUnit()).isLessThan(90);
    }

    /// The way there and back takes 2.5 s longer from one moment on.
    @ParameterizedTest
    @ValueSource(ints = {296, 552, 1500})
    void sendsLittleTwiceWhenTheWayGetsLongerWhateverTheSegments(int mtu) {
        Run run = Run.of(24_000, 0, BAUD_115200, 20, 8, mtu);
        long begin = Duration.ofMillis(100).toNanos();
        long later = Duration.ofMillis(2500).toNanos();
        run.line()
                .setFate(packets ->
                        List.of(
                                new Line.Fated(
                                        packets.getFirst().packet(),
                                        run.line().now() > begin
                                                        && !isFromServer(
                                                                packets.getFirst().packet())
                                                ? later
                                                : 0)));

        run.toItsEnd(Duration.ofMinutes(3));

        assertThat(run.peer().received()).isEqualTo(bytes(24_000));
        int segments = (24_000 + mtu - 41) / (mtu - 40);
        assertThat(run.line().bytesFromUnit())
                .isLessThan((24_000 + segments * (40 + Line.FRAMING)) * 13 / 10);
    }

    @Test
    void staysUsefulWithTwoPercentLost() {
        Run run = Run.of(200_000, 0, BAUD_115200, 150, 5);
        run.line().setFate(new Fate(5, 2, 0, 0, 0));

        run.toItsEnd(Duration.ofMinutes(2));

        assertThat(run.line().bytesFromUnit()).isLessThan(200_000 * 12 / 10);
    }

    @Test
    void carriesOverALineOfNineThousandSixHundredBaud() {
        Run run = Run.of(20_000, 5_000, 960, 1000, 6);

        run.toItsEnd(Duration.ofMinutes(2));

        assertThat(run.peer().received()).isEqualTo(bytes(20_000));
    }

    /// Percentages of packets, by seed.
    private record Fate(Random random, int lost, int corrupted, int doubled, int late)
            implements UnaryOperator<List<Line.Fated>> {

        Fate(long seed, int lost, int corrupted, int doubled, int late) {
            this(new Random(seed), lost, corrupted, doubled, late);
        }

        @Override
        public List<Line.Fated> apply(List<Line.Fated> packets) {
            List<Line.Fated> fated = new ArrayList<>();
            byte[] packet = packets.getFirst().packet().clone();
            if (random.nextInt(100) < corrupted) {
                packet[random.nextInt(packet.length)] ^= (byte) (1 + random.nextInt(255));
                if (!isFromServer(packet)) {
                    return List.of(); // the peer of the tests has no checks of its own
                }
            }
            if (random.nextInt(100) >= lost) {
                long later = random.nextInt(100) < late ? random.nextLong(1_000_000_000L) : 0;
                fated.add(new Line.Fated(packet, later));
                if (random.nextInt(100) < doubled) {
                    fated.add(new Line.Fated(packet, later + 1_000_000L));
                }
            }
            return fated;
        }
    }

    /// The stack has to see what is damaged of those.
    private static boolean isFromServer(byte[] packet) {
        return packet[12] == (byte) (Wire.SERVER >>> 24);
    }
}
