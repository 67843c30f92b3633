package org.kadec21.bench.run;

import org.kadec21.bench.world.UnitWorld;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.hal.LinkException;
import org.kadec21.submission.SubmissionPolicy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The visits of a run, made at their time.
final class Visits {

    private final UnitWorld world;
    private final Deque<Visit> waiting;

    Visits(BenchJob job, UnitWorld world) {
        this.world = world;
        this.waiting = new ArrayDeque<>(job.visits());
    }

    /// A world whose provider knows the accounts of every file that the unit will have; the unit
    /// begins with its own.
    static UnitWorld worldFor(BenchJob job, WorldSetup setup) throws LinkException {
        if (job.visits().isEmpty()) {
            return new UnitWorld(setup);
        }
        List<SubmissionPolicy> servers = new ArrayList<>(setup.unit().servers());
        job.visits().forEach(visit -> servers.addAll(visit.unit().servers()));
        UnitWorld world = new UnitWorld(setup.withUnit(setup.unit().withServers(servers)));
        world.reconfigure(trusting(setup.unit(), world));
        return world;
    }

    boolean areOver() {
        return waiting.isEmpty();
    }

    /// Makes the visits that are due, and says how long the world may go on until the next.
    Duration next(Duration stride) {
        Instant now = world.world().time().now();
        while (!waiting.isEmpty() && !waiting.getFirst().at().isAfter(now)) {
            make(waiting.removeFirst().unit());
        }
        if (waiting.isEmpty()) {
            return stride;
        }
        Duration left = Duration.between(now, waiting.getFirst().at());
        return left.compareTo(stride) < 0 ? left : stride;
    }

    private void make(UnitConfig unit) {
        if (world.isPowered()) {
            world.cutPower("a visit");
        }
        if (unit.module().variant() != world.config().module().variant()) {
            world.exchangeModule(WorldSetup.moduleOf(unit));
        }
        world.reconfigure(trusting(unit, world));
    }

    private static UnitConfig trusting(UnitConfig unit, UnitWorld world) {
        return unit.withTrustAnchors(List.of(world.authority()));
    }
}
