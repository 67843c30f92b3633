package org.kadec21.bench.throughput;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Tasks;
import org.kadec21.simulation.module.device.ModuleProfile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One bulk transfer each way through the HAL, a dialect and the simulated module, in virtual time.
/// The network behind the module takes no time, so that only the serial line limits.
///
/// @param up payload bytes per second towards the network, until the module has taken the last
///   byte
/// @param down payload bytes per second from the network, from the connection to the last byte read
public record Throughput(Ceiling ceiling, int bitsPerSecond, double up, double down) {

    private static final Duration PATIENCE = Duration.ofHours(2);
    private static final long SEED = 1;
    private static final byte FILLING = 'K';

    public static Throughput measure(Ceiling ceiling, int bitsPerSecond, int bytes)
            throws LinkException {
        return new Throughput(
                ceiling,
                bitsPerSecond,
                up(ceiling, bitsPerSecond, bytes),
                down(ceiling, bitsPerSecond, bytes));
    }

    /// Share of the ceiling reached, 0 to 1.
    public double upShare() {
        return up / ceiling.up(bitsPerSecond);
    }

    /// Share of the ceiling reached, 0 to 1.
    public double downShare() {
        return down / ceiling.down(bitsPerSecond);
    }

    private static double up(Ceiling ceiling, int bitsPerSecond, int bytes) throws LinkException {
        Server server = new Server(link -> drain(link, bytes));
        try (ModemRig rig = rig(ceiling, bitsPerSecond, server)) {
            ByteLink link = rig.connect();
            long start = rig.world().time().nanos();
            link.write(filled(bytes), rig.in(PATIENCE));
            byte[] receipt = new byte[1];
            long end = rig.world().time().nanos();
            if (link.read(receipt, 0, 1, rig.in(PATIENCE)) != 1) {
                throw new LinkException("expected the server to have taken " + bytes + " bytes");
            }
            return bytes * 1e9 / (end - start);
        }
    }

    private static double down(Ceiling ceiling, int bitsPerSecond, int bytes)
            throws LinkException {
        Server server = new Server(link -> link.write(filled(bytes), Deadline.never()));
        try (ModemRig rig = rig(ceiling, bitsPerSecond, server)) {
            ByteLink link = rig.connect();
            long start = rig.world().time().nanos();
            byte[] buffer = new byte[bytes];
            for (int got = 0; got < bytes; ) {
                int count = link.read(buffer, got, bytes - got, rig.in(PATIENCE));
                if (count <= 0) {
                    throw new LinkException(
                            "expected %d bytes from the server, got %d".formatted(bytes, got));
                }
                got += count;
            }
            return bytes * 1e9 / (rig.world().time().nanos() - start);
        }
    }

    private static ModemRig rig(Ceiling ceiling, int bitsPerSecond, Server server)
            throws LinkException {
        ModemRig rig =
                new ModemRig(
                        ModuleProfile.dualBand().withDialect(ceiling.module()),
                        ceiling.dialect(),
                        bitsPerSecond,
                        SEED,
                        (link, peer) -> server.serve(link));
        server.workIn(rig.world().tasks("server"));
        return rig;
    }

    /// Takes `bytes` bytes, then acknowledges with one.
    private static void drain(ByteLink link, int bytes) throws LinkException {
        byte[] buffer = new byte[4096];
        for (int got = 0; got < bytes; ) {
            int count = link.read(buffer, 0, buffer.length, Deadline.never());
            if (count < 0) {
                return;
            }
            got += count;
        }
        link.write(new byte[] {FILLING}, Deadline.never());
    }

    private static byte[] filled(int bytes) {
        byte[] filled = new byte[bytes];
        Arrays.fill(filled, FILLING);
        return filled;
    }

    /// One connection's work, in a task of its own.
    private static final class Server {

        private final Work work;
        private final List<Tasks> tasks = new ArrayList<>();

        @FunctionalInterface
        interface Work {
            void with(ByteLink link) throws LinkException;
        }

        Server(Work work) {
            this.work = work;
        }

        void workIn(Tasks home) {
            tasks.add(home);
        }

        void serve(ByteLink link) {
            tasks.getFirst()
                    .start(
                            "server",
                            () -> {
                                try {
                                    work.with(link);
                                } catch (LinkException e) {
                                    link.close();
                                }
                            });
        }
    }
}
