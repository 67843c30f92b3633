package org.kadec21.bench.throughput;

import org.kadec21.bench.throughput.Transfer.Load;
import org.kadec21.hal.LinkException;
import org.kadec21.simulation.module.device.ModuleProfile;

/// One bulk transfer each way through a dialect.
public record Throughput(Ceiling ceiling, int bitsPerSecond, Transfer up, Transfer down) {

    private static final long SEED = 1;

    public static Throughput measure(Ceiling ceiling, int bitsPerSecond, int bytes)
            throws LinkException {
        Transfer.Way way =
                server ->
                        new ModemRig(
                                ModuleProfile.dualBand().withDialect(ceiling.module()),
                                ceiling.dialect(),
                                bitsPerSecond,
                                SEED,
                                server);
        return new Throughput(
                ceiling,
                bitsPerSecond,
                Transfer.measure(way, Load.UP, bytes),
                Transfer.measure(way, Load.DOWN, bytes));
    }

    /// Share of the ceiling reached, 0 to 1.
    public double upShare() {
        return up.up() / ceiling.up(bitsPerSecond);
    }

    /// Share of the ceiling reached, 0 to 1.
    public double downShare() {
        return down.down() / ceiling.down(bitsPerSecond);
    }
}
