package org.kadec21.worlds;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/// Storms of consecutive seeds, lived through by a few workers. Worlds share nothing that changes,
/// so the number of workers changes no byte of any of them.
///
/// @param from the first seed
record Storms(long from, int count, int workers) {

    /// As `kadec21.storms`, `kadec21.storms.from` and `kadec21.storms.workers` say; 0 workers, the
    /// default, are one for each core.
    static Storms ordered() {
        int workers = Integer.getInteger("kadec21.storms.workers", 0);
        return new Storms(
                Long.getLong("kadec21.storms.from", 1),
                Integer.getInteger("kadec21.storms", 10),
                workers > 0 ? workers : Runtime.getRuntime().availableProcessors());
    }

    /// Lives through all of them, also when some are not survived.
    ///
    /// @return their reports in the order of the seeds
    /// @throws AssertionError the first failure, with the others suppressed
    List<StormReport> survive() throws InterruptedException {
        try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
            return results(
                    pool.invokeAll(
                            LongStream.range(from, from + count)
                                    .mapToObj(StormRun::new)
                                    .<Callable<StormReport>>map(run -> run::survive)
                                    .toList()));
        }
    }

    private List<StormReport> results(List<Future<StormReport>> runs) throws InterruptedException {
        List<StormReport> reports = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (Future<StormReport> run : runs) {
            try {
                reports.add(run.get());
            } catch (ExecutionException failed) {
                failures.add(failed.getCause());
            }
        }
        if (!failures.isEmpty()) {
            AssertionError all =
                    new AssertionError(
                            failures.size()
                                    + " of "
                                    + count
                                    + " storms not survived, the first: "
                                    + failures.getFirst().getMessage(),
                            failures.removeFirst());
            failures.forEach(all::addSuppressed);
            throw all;
        }
        return reports;
    }
}
