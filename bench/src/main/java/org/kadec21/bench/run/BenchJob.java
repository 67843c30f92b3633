package org.kadec21.bench.run;

import org.kadec21.bench.world.UnitWorld;
import org.kadec21.bench.world.WorldSetup;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// What a bench run is asked to do.
///
/// @param world the world to run in
/// @param dataName the file's name as people know it
/// @param dataLines the station's file, header first
/// @param from first row that counts
/// @param to first row that counts no more
/// @param visits in order of time; the unit has no power for a moment at each
/// @param prepare what is done to the unit before it has power for the first time
public record BenchJob(
        WorldSetup world,
        String dataName,
        List<String> dataLines,
        Instant from,
        Instant to,
        List<Visit> visits,
        Consumer<UnitWorld> prepare) {

    public BenchJob {
        visits = visits.stream().sorted(Comparator.comparing(Visit::at)).toList();
    }

    /// A run of a unit as its file describes it.
    public BenchJob(
            WorldSetup world,
            String dataName,
            List<String> dataLines,
            Instant from,
            Instant to,
            List<Visit> visits) {
        this(world, dataName, dataLines, from, to, visits, unit -> {});
    }

    /// A run during which nobody comes.
    public BenchJob(
            WorldSetup world, String dataName, List<String> dataLines, Instant from, Instant to) {
        this(world, dataName, dataLines, from, to, List.of());
    }
}
