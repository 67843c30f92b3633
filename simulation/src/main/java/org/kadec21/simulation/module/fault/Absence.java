package org.kadec21.simulation.module.fault;

import java.time.Duration;

/// Notices when a host comes back after a silence, as one does that has restarted.
final class Absence {

    private final Circumstances circumstances;
    private final Duration quiet;
    private long lastHeard = Long.MIN_VALUE;

    Absence(FaultOrder order, Circumstances circumstances) {
        this.circumstances = circumstances;
        quiet = order.duration("quiet");
    }

    /// To be asked whenever the host says something; whether that ends an absence.
    boolean ends() {
        long now = circumstances.nanos().getAsLong();
        boolean first = lastHeard == Long.MIN_VALUE;
        boolean ends = first || now - lastHeard >= quiet.toNanos();
        lastHeard = now;
        return ends;
    }
}
