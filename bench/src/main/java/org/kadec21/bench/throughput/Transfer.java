package org.kadec21.bench.throughput;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Network;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;

/// One bulk transfer through the HAL and the simulated module, in virtual time. The network behind
/// the module takes no time, so that only the serial line limits. What travels is as random as
/// ciphertext, and is compared.
///
/// @param up payload bytes per second towards the network, from the connection to the last byte the
///   server has; 0 when none went
/// @param down payload bytes per second from the network, from the connection to the last byte
///   read; 0 when none came
/// @param wireUp bytes on the serial line to the module, the connection's beginning left out
/// @param wireDown bytes on the serial line from the module
public record Transfer(double up, double down, long wireUp, long wireDown) {

    private static final Duration PATIENCE = Duration.ofHours(24);
    private static final long SEED = 1;
    private static final int PIECE = 4096;
    private static final long NOT_YET = -1;

    /// Which way the payload goes.
    public enum Load {
        UP,
        DOWN,
        /// As much each way at the same time, over one connection.
        BOTH
    }

    /// Where it goes through.
    @FunctionalInterface
    interface Way {
        ModemRig to(Network.Acceptor server) throws LinkException;
    }

    /// @param bytes of payload, each way that the load has
    static Transfer measure(Way way, Load load, int bytes) throws LinkException {
        byte[] payload = new byte[bytes];
        new SplittableRandom(SEED).nextBytes(payload);
        byte[] up = load == Load.DOWN ? new byte[0] : payload;
        byte[] down = load == Load.UP ? new byte[0] : payload;
        return new Run(way, up, down).measured();
    }

    /// Both ends of one transfer. Each end writes in a task of its own, and reads meanwhile.
    private static final class Run {

        private final ModemRig rig;
        private final byte[] up;
        private final byte[] down;
        private long upEnd = NOT_YET;
        private boolean downIsSent;

        Run(Way way, byte[] up, byte[] down) throws LinkException {
            this.up = up;
            this.down = down;
            rig = way.to((link, _) -> serve(link));
        }

        Transfer measured() throws LinkException {
            try (rig) {
                ByteLink link = rig.connect();
                long start = now();
                long wireUp = rig.bytesUp();
                long wireDown = rig.bytesDown();
                start("client", () -> link.write(up, rig.in(PATIENCE)));
                expect(link, down);
                long downEnd = now();
                if (link.read(new byte[1], 0, 1, rig.in(PATIENCE)) != 1) {
                    throw new LinkException("expected the server to take all that was sent");
                }
                return new Transfer(
                        rate(up, upEnd - start),
                        rate(down, downEnd - start),
                        rig.bytesUp() - wireUp,
                        rig.bytesDown() - wireDown);
            }
        }

        private void serve(ByteLink link) {
            start(
                    "server writer",
                    () -> {
                        link.write(down, Deadline.never());
                        downIsSent = true;
                        acknowledge(link);
                    });
            start(
                    "server reader",
                    () -> {
                        expect(link, up);
                        upEnd = now();
                        acknowledge(link);
                    });
        }

        /// One byte behind all that the server sends, once it has all that the client sends.
        private void acknowledge(ByteLink link) throws LinkException {
            if (downIsSent && upEnd != NOT_YET) {
                link.write(new byte[] {1}, Deadline.never());
            }
        }

        private void expect(ByteLink link, byte[] expected) throws LinkException {
            byte[] buffer = new byte[PIECE];
            for (int got = 0; got < expected.length; ) {
                int most = Math.min(PIECE, expected.length - got);
                int count = link.read(buffer, 0, most, rig.in(PATIENCE));
                if (count <= 0 || !Arrays.equals(buffer, 0, count, expected, got, got + count)) {
                    throw new LinkException(
                            "expected %d bytes as they were sent, %d of them came"
                                    .formatted(expected.length, got));
                }
                got += count;
            }
        }

        private void start(String name, Work work) {
            rig.world()
                    .tasks(name)
                    .start(
                            name,
                            () -> {
                                try {
                                    work.run();
                                } catch (LinkException broken) {
                                    throw new IllegalStateException(name, broken);
                                }
                            });
        }

        private long now() {
            return rig.world().time().nanos();
        }

        private static double rate(byte[] payload, long nanos) {
            return payload.length == 0 ? 0 : payload.length * 1e9 / nanos;
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws LinkException;
    }
}
