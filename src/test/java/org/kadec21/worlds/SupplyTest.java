package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.worlds.Units.with;

import org.junit.jupiter.api.Test;
import org.kadec21.bench.run.BenchJob;
import org.kadec21.bench.run.BenchReport;
import org.kadec21.bench.run.BenchRun;
import org.kadec21.bench.run.BenchSummary;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.simulation.supply.SupplyReport;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Units that live on a battery, in winter.
class SupplyTest {

    private static final Instant JANUARY = Instant.parse("2013-01-10T00:00:00Z");
    private static final Station WINDY = Station.gusty(JANUARY, Duration.ofHours(3), 80);

    /// 60 mW from 6 Wh: low after three days, empty after four, unless the panel gives something.
    private static final UnaryOperator<String> SMALL = with("watt-hours: 84  ", "watt-hours: 6  ");

    @Test
    void aSolarUnitRidesThroughAWinterWithSomeSun() throws Exception {
        try (Lab lab = lab(with("[12, ", "[60, "))) {
            assertThat(lab.unit.settle(Duration.ofDays(12))).isTrue();

            lab.requireAllDelivered();
            assertThat(lab.kinds()).doesNotContain("supply");
            SupplyReport.Cells cells = cells(lab);
            assertThat(cells.lowest().percent()).isBetween(30.0, 99.0);
            assertThat(cells.outages()).isZero();
        }
    }

    @Test
    void underAWeakSunItSaysThatItsSupplyIsLowAndHoldsRecordsBackButNoAlarm() throws Exception {
        UnaryOperator<String> early =
                with("onset: 11800", "onset: 12200").andThen(with("clear: 12100", "clear: 12400"))
                        ::apply;
        try (Lab lab = lab(yaml -> with("[12, ", "[5, ").apply(early.apply(yaml)))) {
            lab.runFor(Duration.ofDays(4));

            List<String> kinds = lab.kinds();
            assertThat(kinds).contains("supply");
            List<String> since = kinds.subList(kinds.indexOf("supply"), kinds.size());
            assertThat(since).contains("alarm").doesNotContain("monitoring");
            assertThat(lab.inspect().verdict().lost()).isZero();
        }
    }

    @Test
    void anEmptyBatteryEndsTheUnitAndTheSunBringsItBackWithAllItHad() throws Exception {
        try (Lab lab =
                lab(
                        with("[12, 20, ", "[0, 90, "),
                        Station.gusty(
                                Instant.parse("2013-01-27T00:00:00Z"), Duration.ofHours(3), 64))) {
            lab.runFor(Duration.ofDays(5));
            boolean dark = !lab.world.isPowered();

            assertThat(dark).as("dark before February").isTrue();
            assertThat(cells(lab).outages()).isEqualTo(1);
            assertThat(lab.unit.settle(Duration.ofDays(12))).isTrue();
            assertThat(lab.unit.boots()).isGreaterThan(1);
            assertThat(lab.requireAllDelivered().duplicates()).isZero();
        }
    }

    @Test
    void theBenchTellsWhatAMailCostsAndHowLongTheBatteryLasts() throws Exception {
        WorldSetup setup = WorldSetup.standard(3, WINDY.start(), unit(with("[12, ", "[60, ")));
        BenchJob job =
                new BenchJob(
                        setup,
                        "station.csv",
                        WINDY.lines(),
                        Instant.MIN,
                        JANUARY.plus(Duration.ofDays(2)));

        BenchReport report = new BenchRun(job, Notices.NONE, (now, status) -> {}).run();
        BenchSummary summary = new BenchSummary(report, Duration.ofSeconds(1), setup.unit().zone());

        assertThat(summary.text())
                .containsPattern(
                        "Energy +[0-9.]+ kJ by the unit file's figures: asleep [0-9.]+, sampling"
                                + " [0-9.]+, registering [0-9.]+, transmitting [0-9.]+; [0-9.]+ J"
                                + " on air per mail")
                .containsPattern(
                        "Supply +lead-acid battery of 6 Wh and a panel of 2.0 W, which gave"
                                + " [0-9.]+ kJ: lowest [0-9]+ % on 2013-01-1[0-3], [0-9]+ % at the"
                                + " end; [0-9.]+ days of autonomy when full, without sun");
        Map<String, Object> json = summary.json();
        assertThat(json)
                .containsEntry("battery_outages", 0)
                .containsKeys(
                        "energy_joules_per_mail",
                        "battery_percent_lowest",
                        "autonomy_days",
                        "panel_joules");
        assertThat((Double) json.get("autonomy_days")).isBetween(2.0, 5.0);
    }

    private static SupplyReport.Cells cells(Lab lab) {
        return lab.world.supplyReport().cells().orElseThrow();
    }

    private static UnitConfig unit(UnaryOperator<String> sky) {
        return Units.solar(yaml -> sky.apply(SMALL.apply(yaml)));
    }

    private static Lab lab(UnaryOperator<String> sky) throws Exception {
        return lab(sky, WINDY);
    }

    private static Lab lab(UnaryOperator<String> sky, Station station) throws Exception {
        return new Lab(WorldSetup.standard(3, station.start(), unit(sky)), station);
    }
}
