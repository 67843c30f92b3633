package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.kadec21.simulation.provider.behaviour.Catalogue;

import java.util.List;
import java.util.function.ToLongFunction;

/// Storm, then calm: whatever goes wrong for 28 hours, afterwards everything arrives.
class StormTest {

    /// From so many storms on each kind of damage must have been done.
    private static final int MANY = 10;

    private final Storms storms = Storms.ordered();

    @Test
    void everythingArrivesAfterEachStorm(TestReporter reporter) throws Exception {
        List<StormReport> reports = storms.survive();

        reports.forEach(report -> reporter.publishEntry("storm", report.toString()));
        assertThat(reports).hasSize(storms.count());
        if (storms.count() >= MANY) {
            assertThat(sum(reports, StormReport::severedConnections)).isGreaterThan(10);
            assertThat(sum(reports, StormReport::powerCuts)).isGreaterThan(20);
            assertThat(sum(reports, StormReport::failedWindows)).isGreaterThan(100);
            assertThat(sum(reports, StormReport::misbehaviours)).isGreaterThan(10);
            assertThat(sum(reports, StormReport::duplicates)).isPositive();
        }
    }

    @Test
    void whatIsFatalIsTheNameOfABehaviour() {
        assertThat(new Catalogue().names()).containsAll(StormRun.FATAL);
    }

    @Test
    void theNumberOfWorkersChangesNoByte() throws Exception {
        List<StormReport> alone = new Storms(3, 4, 1).survive();
        List<StormReport> together = new Storms(3, 4, 4).survive();

        assertThat(together).isEqualTo(alone);
        assertThat(alone).extracting(StormReport::journal).doesNotHaveDuplicates();
    }

    private static long sum(List<StormReport> reports, ToLongFunction<StormReport> part) {
        return reports.stream().mapToLong(part).sum();
    }
}
