package org.kadec21.simulation.supply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.kadec21.simulation.time.World;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SplittableRandom;

class UnitSupplyTest {

    private static final Instant WINTER = Instant.parse("2013-01-10T00:00:00Z");
    private static final Consumption CONSUMPTION =
            new Consumption(20, 300, Duration.ofSeconds(2), 600, 1200);

    private final World world = new World(1, WINTER, line -> {});
    private Activity done = Activity.NONE;

    @Test
    void chargesEachStateWithItsOwnFigure() {
        UnitSupply supply = supply(new Source.Mains(12_000));

        done =
                new Activity(
                        Duration.ofSeconds(1000),
                        10,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(12));

        Spent spent = supply.report().spent();
        assertThat(spent.asleep()).isCloseTo(20, within(1e-9));
        assertThat(spent.sampling()).isCloseTo(6, within(1e-9));
        assertThat(spent.registering()).isCloseTo(10.8, within(1e-9));
        assertThat(spent.transmitting()).isCloseTo(14.4, within(1e-9));
        assertThat(spent.total()).isCloseTo(51.2, within(1e-9));
    }

    @Test
    void chargesNothingTwice() {
        UnitSupply supply = supply(new Source.Mains(12_000));
        done = new Activity(Duration.ofSeconds(1000), 0, Duration.ZERO, Duration.ZERO);

        supply.look();
        supply.look();

        assertThat(supply.report().spent().total()).isEqualTo(20);
    }

    @Test
    void mainsShowAlwaysTheSameAndAreNeverEmpty() {
        UnitSupply supply = supply(new Source.Mains(11_500));
        done = new Activity(Duration.ofDays(9999), 0, Duration.ZERO, Duration.ZERO);

        assertThat(supply.millivolts()).isEqualTo(11_500);
        assertThat(supply.isEmpty()).isFalse();
        assertThat(supply.needsLooks()).isFalse();
        assertThat(supply.report().cells()).isEmpty();
    }

    @Test
    void aBatterySinksWithWhatIsDrawnUntilItIsEmpty() {
        UnitSupply supply = supply(cells(new Battery(Chemistry.LEAD_ACID, 10, 100)));
        int full = supply.millivolts();

        live(supply, Duration.ofDays(10));
        int half = supply.millivolts();
        live(supply, Duration.ofDays(12));

        assertThat(half).isLessThan(full);
        assertThat(supply.isEmpty()).isTrue();
        assertThat(supply.canRestart()).isFalse();
        assertThat(supply.report().cells().orElseThrow().lowest().percent()).isZero();
    }

    @Test
    void coldEmptiesABatteryAndWarmthBringsItBack() {
        UnitSupply supply = supply(cells(new Battery(Chemistry.LEAD_ACID, 84, 30)));

        supply.warmth(-25);
        boolean frozen = supply.isEmpty();
        supply.warmth(20);

        assertThat(frozen).isTrue();
        assertThat(supply.canRestart()).isTrue();
    }

    @Test
    void aPanelCarriesTheUnitThroughWhatTheBatteryAloneDoesNot() {
        Battery small = new Battery(Chemistry.LEAD_ACID, 10, 100);
        Panel panel = new Panel(2, 40, 35.7, 139.7, Collections.nCopies(12, 40));
        UnitSupply supply = supply(new Source.Cells(small, Optional.of(panel)));

        live(supply, Duration.ofDays(40));

        assertThat(supply.isEmpty()).isFalse();
        SupplyReport.Cells report = supply.report().cells().orElseThrow();
        assertThat(report.lowest().percent()).isGreaterThan(80);
        assertThat(report.collected()).isGreaterThan(supply.report().spent().total());
        assertThat(report.days()).hasSizeBetween(40, 41);
    }

    @Test
    void theSeedDecidesTheClouds() {
        assertThat(collected(7)).isEqualTo(collected(7)).isNotEqualTo(collected(8));
    }

    @Test
    void autonomyIsWhatAFullBatteryHasAtTheColdestOverWhatADayCosts() {
        UnitSupply supply = supply(cells(new Battery(Chemistry.LEAD_ACID, 84, 100)));
        supply.warmth(-20);

        live(supply, Duration.ofDays(2));

        double perDay = 0.020 * 86_400;
        assertThat(supply.report().daysOfAutonomy())
                .isCloseTo(84 * 3600 * 0.55 / perDay, within(0.1));
    }

    private double collected(long seed) {
        try (World other = new World(1, WINTER, line -> {})) {
            Panel panel = new Panel(2, 0, 35.7, 139.7, Collections.nCopies(12, 40));
            UnitSupply supply =
                    new UnitSupply(
                            new Source.Cells(
                                    new Battery(Chemistry.LEAD_ACID, 84, 50), Optional.of(panel)),
                            CONSUMPTION,
                            other.time(),
                            new SplittableRandom(seed),
                            () -> Activity.NONE);
            for (int i = 0; i < 96 * 3; i++) {
                other.runFor(UnitSupply.LONGEST_LOOK);
                supply.look();
            }
            return supply.report().cells().orElseThrow().collected();
        }
    }

    private void live(UnitSupply supply, Duration span) {
        for (Duration past = Duration.ZERO;
                past.compareTo(span) < 0;
                past = past.plus(UnitSupply.LONGEST_LOOK)) {
            world.runFor(UnitSupply.LONGEST_LOOK);
            done =
                    new Activity(
                            done.powered().plus(UnitSupply.LONGEST_LOOK),
                            0,
                            Duration.ZERO,
                            Duration.ZERO);
            supply.look();
        }
    }

    private static Source cells(Battery battery) {
        return new Source.Cells(battery, Optional.empty());
    }

    private UnitSupply supply(Source source) {
        return new UnitSupply(
                source, CONSUMPTION, world.time(), new SplittableRandom(7), () -> done);
    }
}
