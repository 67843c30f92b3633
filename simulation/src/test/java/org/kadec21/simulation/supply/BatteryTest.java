package org.kadec21.simulation.supply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;

class BatteryTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Battery LEAD = new Battery(Chemistry.LEAD_ACID, 84, 100);

    @Test
    void holdsWhatItsWattHoursSay() {
        assertThat(LEAD.capacityJoules()).isEqualTo(84 * 3600.0);
        assertThat(new Battery(Chemistry.LEAD_ACID, 84, 25).startJoules()).isEqualTo(21 * 3600.0);
    }

    @Test
    void givesWhatIsDrawnAndKeepsFourFifthsOfWhatIsGiven() {
        assertThat(LEAD.after(Duration.ZERO, 100_000, 500, 1000))
                .isCloseTo(100_000 - 500 + 800, within(0.001));
    }

    @Test
    void isNeverFullerThanFullNorEmptierThanEmpty() {
        assertThat(LEAD.after(HOUR, LEAD.capacityJoules(), 0, 1e9))
                .isEqualTo(LEAD.capacityJoules());
        assertThat(LEAD.after(HOUR, 10, 1e9, 0)).isZero();
    }

    @Test
    void aPrimaryCellTakesNoCharge() {
        Battery cells = new Battery(Chemistry.LITHIUM_PRIMARY, 100, 100);

        assertThat(cells.after(Duration.ZERO, 1000, 0, 500)).isEqualTo(1000);
    }

    @Test
    void leaksByItself() {
        double left = LEAD.after(Duration.ofDays(30), LEAD.capacityJoules(), 0, 0);

        assertThat(left / LEAD.capacityJoules()).isCloseTo(0.97, within(0.005));
    }

    @ParameterizedTest
    @EnumSource(Chemistry.class)
    void coldKeepsEnergyBackAndLowersTheVoltage(Chemistry chemistry) {
        Battery battery = new Battery(chemistry, 84, 100);
        double half = battery.capacityJoules() / 2;

        assertThat(battery.usableJoules(half, -15)).isLessThan(battery.usableJoules(half, 20));
        assertThat(battery.millivolts(half, -15)).isLessThan(battery.millivolts(half, 20));
    }

    @ParameterizedTest
    @EnumSource(Chemistry.class)
    void showsLessTheEmptierItIs(Chemistry chemistry) {
        Battery battery = new Battery(chemistry, 100, 100);

        int shown = Integer.MAX_VALUE;
        for (int percent = 100; percent >= 0; percent -= 5) {
            int next = battery.millivolts(battery.capacityJoules() * percent / 100, 25);
            assertThat(next).isLessThan(shown);
            shown = next;
        }
    }

    @Test
    void refusesABatteryThatIsNone() {
        assertThatThrownBy(() -> new Battery(Chemistry.ALKALINE, 0, 100))
                .hasMessageContaining("not 0 Wh");
        assertThatThrownBy(() -> new Battery(Chemistry.ALKALINE, 1, 101))
                .hasMessageContaining("with 101 percent");
    }
}
