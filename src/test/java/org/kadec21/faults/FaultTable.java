package org.kadec21.faults;

import org.kadec21.bench.throughput.ModemRig;
import org.kadec21.simulation.module.device.ModuleDialect;
import org.kadec21.simulation.module.fault.FaultOrder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Passages for each row and each seed, on all processors: worlds share nothing.
final class FaultTable implements AutoCloseable {

    private final Map<Row, List<Run>> runs = new LinkedHashMap<>();
    private final List<Long> seeds;
    private final ExecutorService workers =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

    /// A fault against a dialect.
    record Row(FaultOrder fault, ModuleDialect vendor, ModemRig.Way way) {

        /// On a board with all its wires.
        Row(FaultOrder fault, ModuleDialect vendor) {
            this(fault, vendor, ModemRig.Way.BOARD);
        }

        /// As the table shows the fault.
        String misbehaviour() {
            return way == ModemRig.Way.BOARD ? fault.toString() : fault + ", no DTR";
        }

        @Override
        public String toString() {
            return misbehaviour() + " " + vendor;
        }
    }

    /// One passage of a row.
    record Run(Row row, long seed, Future<Passage> passage) {

        /// The passage, when it has ended.
        ///
        /// @throws AssertionError when it failed
        Passage get() throws InterruptedException {
            try {
                return passage.get();
            } catch (ExecutionException failed) {
                throw new AssertionError(toString(), failed.getCause());
            }
        }

        @Override
        public String toString() {
            return row + ", seed " + seed + " (again with -Dkadec21.seed=" + seed + ")";
        }
    }

    FaultTable(List<Row> rows, List<Long> seeds) {
        this.seeds = List.copyOf(seeds);
        rows.forEach(row -> runs.put(row, seeds.stream().map(seed -> start(row, seed)).toList()));
    }

    List<Run> runs(Row row) {
        return List.copyOf(runs.getOrDefault(row, List.of()));
    }

    /// A line a row: the fewest strikes of all seeds, and the most of everything else.
    List<String> lines() throws InterruptedException {
        List<String> lines = new ArrayList<>();
        lines.add("Each row with the seeds " + seeds + ": fewest strikes, most of the rest.");
        lines.add(
                "%-30s %-8s %7s %12s %11s %10s"
                        .formatted(
                                "misbehaviour",
                                "dialect",
                                "strikes",
                                "connections",
                                "seconds",
                                "radio on"));
        for (Row row : runs.keySet()) {
            lines.add(line(row));
        }
        return lines;
    }

    /// What is still under way is given up.
    @Override
    public void close() {
        workers.shutdownNow();
    }

    private Run start(Row row, long seed) {
        return new Run(
                row,
                seed,
                workers.submit(() -> Passage.through(row.vendor(), row.way(), row.fault(), seed)));
    }

    private String line(Row row) throws InterruptedException {
        List<Passage> passages = new ArrayList<>();
        for (Run run : runs(row)) {
            try {
                passages.add(run.get());
            } catch (AssertionError failed) {
                return "%-30s %-8s %7s".formatted(row.misbehaviour(), row.vendor(), "failed");
            }
        }
        return "%-30s %-8s %7d %12d %11d %10d"
                .formatted(
                        row.misbehaviour(),
                        row.vendor(),
                        passages.stream().mapToLong(Passage::strikes).min().orElse(0),
                        passages.stream().mapToInt(Passage::connections).max().orElse(0),
                        most(passages, Passage::time),
                        most(passages, Passage::radio));
    }

    private static long most(List<Passage> passages, Function<Passage, Duration> span) {
        return passages.stream().map(span).mapToLong(Duration::toSeconds).max().orElse(0);
    }
}
