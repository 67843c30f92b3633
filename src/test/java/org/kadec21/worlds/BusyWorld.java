package org.kadec21.worlds;

import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.config.UnitConfig.Schedule;
import org.kadec21.simulation.provider.behaviour.BehaviourPlan;
import org.kadec21.simulation.provider.behaviour.Repertoire;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/// Half a day in which much happens: alarms, TLS, faults of the provider, a power cut. Also a
/// program of its own, so that another JVM can live through it.
final class BusyWorld {

    private static final Instant BEGIN = Instant.parse("2013-03-01T00:00:00Z");

    private BusyWorld() {}

    /// Prints the journal's digest.
    ///
    /// @param args the seed
    public static void main(String[] args) throws Exception {
        System.out.println(journalDigest(Long.parseLong(args[0])));
    }

    /// Lives through it.
    static String journalDigest(long seed) throws Exception {
        try (Lab lab = lab(seed)) {
            return liveThrough(lab);
        }
    }

    static Lab lab(long seed) throws Exception {
        return lab(seed, setup -> setup);
    }

    static Lab lab(long seed, UnaryOperator<WorldSetup> change) throws Exception {
        Station station = Station.gusty(BEGIN, Duration.ofMinutes(30), 20);
        Repertoire repertoire = new Repertoire();
        BehaviourPlan faults =
                BehaviourPlan.script(
                        List.of(
                                repertoire.find("lost-250-eof").orElseThrow(),
                                repertoire.find("421-mail").orElseThrow()));
        WorldSetup setup =
                WorldSetup.standard(
                                seed,
                                station.start(),
                                Units.dualBand()
                                        .withSchedule(new Schedule.Every(Duration.ofHours(4))))
                        .withBehaviour(faults);
        return new Lab(change.apply(setup), station);
    }

    static String liveThrough(Lab lab) {
        lab.runFor(Duration.ofHours(5).plusSeconds(70));
        lab.world.cutPower("test");
        lab.runFor(Duration.ofHours(6));
        return lab.world.world().journalDigest();
    }
}
