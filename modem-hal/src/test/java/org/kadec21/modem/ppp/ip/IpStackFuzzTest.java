package org.kadec21.modem.ppp.ip;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.kadec21.modem.ppp.ip.packet.Ipv4Address;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Whatever comes over the link, and whatever the user does meanwhile: no byte is taken or sent at
/// a place where it does not belong, nothing runs for ever, and after a close it is over in bounded
/// time. What is sent over IPv6 comes from an address of this host and goes to one that somebody
/// has. An input is a script of events; the bytes of both streams follow from their position.
class IpStackFuzzTest {

    /// Packets sent after one event; a window holds 45 segments, or 1024 of the shortest.
    private static final int MOST_PACKETS = 1200;

    private static final int ROUTER_ADVERTISEMENT = 134;
    private static final int NEIGHBOUR_SOLICITATION = 135;

    /// What a host on a point-to-point link says of neighbour discovery, and the answer to an echo.
    private static final List<Integer> SAYS = List.of(129, 133, 136);

    /// After a close: five minutes of silence, and a minute for the peer's end.
    private static final Duration LONGEST_END = Duration.ofMinutes(8);

    @FuzzTest(maxDuration = "60s")
    void keepsBothStreamsWhole(byte[] script) {
        new Play(ByteBuffer.wrap(script)).run();
    }

    private static final class Play {

        private static final int SERVER_START = 0xffff_ff00;
        private static final long INTERFACE = 7;

        private final IpStack stack =
                new IpStack(
                        new IpSettings(
                                Optional.of(new Ipv4Address(Wire.UNIT)),
                                Optional.of(INTERFACE),
                                1500,
                                List.of()),
                        new Random(1));
        private final ByteBuffer script;
        private final IpConnection connection;
        private long now;
        private int clientPort;
        private int clientStart;
        private int written;
        private int read;
        private boolean over;
        private int longest = 1500;

        Play(ByteBuffer script) {
            this.script = script;
            connection = stack.connect("192.0.2.25", 587, 0);
            check(stack.transmit(0).orElseThrow()); // asks for a router
            Wire.Tcp syn = Wire.tcp(stack.transmit(0).orElseThrow());
            clientPort = syn.fromPort();
            clientStart = syn.sequence() + 1;
        }

        void run() {
            while (script.hasRemaining()) {
                event(script.get() & 0xff);
                settle();
            }
            connection.close(now);
            settle();
            long end = now + LONGEST_END.toNanos();
            while (stack.nextDue().atNanos() <= end) {
                now = stack.nextDue().atNanos();
                stack.due(now);
                settle();
            }
            assertThat(isOver()).as("%s", connection.phase()).isTrue();
        }

        private void event(int kind) {
            switch (kind % 14) {
                case 0 -> stack.arrived(segment(), now);
                case 1 -> stack.arrived(answer(Wire.SYN | Wire.ACK, -1, 0, 65535, 0), now);
                case 2 -> write(number());
                case 3 -> read(number());
                case 4 -> pass(Duration.ofMillis(number()));
                case 5 -> pass(Duration.ofSeconds(number()));
                case 6 -> stack.arrived(rest(), now);
                case 7 -> stack.arrived(repaired(rest()), now);
                case 8 -> finish(number());
                case 9 -> stack.arrived(inOrder(), now);
                case 10 -> stack.arrived(Wire6.fromRouter(ROUTER_ADVERTISEMENT, rest()), now);
                case 11 -> stack.arrived(Wire6.fromRouter(NEIGHBOUR_SOLICITATION, rest()), now);
                case 12 -> stack.connect("mail.example", 587, now);
                default -> resize(number());
            }
        }

        private void finish(int how) {
            switch (how % 16) {
                case 0 -> connection.close(now);
                case 1 -> connection.abort(now);
                default -> {}
            }
        }

        private void resize(int bytes) {
            longest = IpSettings.SMALLEST_MTU + bytes % (1501 - IpSettings.SMALLEST_MTU);
            stack.linkTakes(longest);
        }

        /// A segment anywhere near the right place, or far off.
        private byte[] segment() {
            int flags = number();
            int anywhere = number() - 0x4000;
            int acknowledgement = number() - 0x4000;
            boolean opens =
                    (flags & Wire.SYN) != 0
                            && connection.phase() instanceof ConnectionPhase.Connecting;
            int sequence = opens ? -1 : anywhere; // the streams count from there
            return answer(flags, sequence, acknowledgement, number(), number() % 1461);
        }

        /// The next segment a good peer would send.
        private byte[] inOrder() {
            int length = number() % 1461;
            return answer(Wire.ACK, read + connection.available(), written, number(), length);
        }

        private byte[] answer(
                int flags, int sequence, int acknowledgement, int window, int length) {
            byte[] payload = pattern(sequence + ((flags & Wire.SYN) != 0 ? 1 : 0), length);
            return new Wire.Tcp(
                            Wire.SERVER,
                            Wire.UNIT,
                            587,
                            clientPort,
                            SERVER_START + 1 + sequence,
                            clientStart + acknowledgement,
                            flags & 0x1f,
                            window,
                            (flags & Wire.SYN) != 0 ? 1460 : 0,
                            payload)
                    .packet();
        }

        private void write(int length) {
            boolean open = connection.phase() instanceof ConnectionPhase.Open;
            byte[] bytes = pattern(written, length);
            written += open ? connection.send(bytes, 0, bytes.length, now) : 0;
        }

        private void read(int length) {
            byte[] bytes = new byte[length];
            int count = connection.receive(bytes, 0, length, now);
            byte[] come = Arrays.copyOf(bytes, Math.max(0, count));
            assertThat(come).as("from %d on", read).isEqualTo(pattern(read, come.length));
            read += come.length;
        }

        private static byte[] pattern(int from, int length) {
            byte[] bytes = new byte[length];
            for (int index = 0; index < length; index++) {
                int at = from + index;
                bytes[index] = (byte) (at * 31 + (at >>> 8) * 17 + 7);
            }
            return bytes;
        }

        private void pass(Duration span) {
            now += span.toNanos();
            stack.due(now);
        }

        private int number() {
            return script.remaining() < 2 ? 0 : script.getShort() & 0xffff;
        }

        /// The next bytes of the script as a packet.
        private byte[] rest() {
            int wanted = number() % 256;
            byte[] packet = new byte[Math.min(script.remaining(), wanted)];
            script.get(packet);
            return packet;
        }

        /// With header and addresses put right, so that more than its beginning is read.
        private static byte[] repaired(byte[] packet) {
            if (packet.length < 20) {
                return packet;
            }
            int protocol = List.of(1, 6, 17, 58).get(packet[9] & 3);
            byte[] payload = Arrays.copyOfRange(packet, 20, packet.length);
            return Wire.ipv4(Wire.SERVER, Wire.UNIT, protocol, packet[6] & 0x20, payload);
        }

        private boolean isOver() {
            return connection.phase() instanceof ConnectionPhase.Closed
                    || connection.phase() instanceof ConnectionPhase.Failed;
        }

        private void settle() {
            int packets = 0;
            for (Optional<byte[]> packet = stack.transmit(now);
                    packet.isPresent();
                    packet = stack.transmit(now)) {
                packets++;
                assertThat(packets).as("packets at once").isLessThan(MOST_PACKETS);
                check(packet.get());
            }
            stack.due(now);
            assertThat(stack.nextDue().atNanos()).as("due").isGreaterThan(now);
            assertThat(connection.available()).isLessThanOrEqualTo(65535);
            assertThat(over && !isOver()).as("over, and then not").isFalse();
            over = isOver();
        }

        private void check(byte[] packet) {
            if (packet[0] >>> 4 == 6) {
                check6(packet);
                return;
            }
            if (packet[9] != 6) {
                return;
            }
            Wire.Tcp segment = Wire.tcp(packet);
            int from = segment.sequence() - clientStart;
            assertThat(packet.length).isLessThanOrEqualTo(longest);
            assertThat(segment.payload()).isEqualTo(pattern(from, segment.payload().length));
            if (segment.payload().length > 0) {
                assertThat(from + segment.payload().length).isLessThanOrEqualTo(written);
            }
        }

        /// Sound, from an address with this host's identifier, and to somebody: questions for names
        /// to a single host, neighbour discovery within the link.
        private static void check6(byte[] packet) {
            ByteBuffer fields = ByteBuffer.wrap(packet);
            byte[] from = Arrays.copyOfRange(packet, 8, 24);
            byte[] to = Arrays.copyOfRange(packet, 24, 40);
            byte[] payload = Arrays.copyOfRange(packet, 40, packet.length);
            assertThat(fields.getShort(4)).isEqualTo((short) payload.length);
            assertThat(Wire.sum(Wire6.pseudo(from, to, packet[6], payload))).isZero();
            assertThat(fields.getLong(16)).isEqualTo(INTERFACE);
            assertThat(from[0]).isNotEqualTo((byte) 0xff);
            assertThat(fields.getLong(24) | fields.getLong(32)).isNotZero();
            if (packet[6] == Wire6.ICMP) {
                assertThat(SAYS).contains(payload[0] & 0xff);
            } else {
                assertThat(to[0]).isNotEqualTo((byte) 0xff);
            }
        }
    }
}
