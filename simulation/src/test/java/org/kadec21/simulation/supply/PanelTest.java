package org.kadec21.simulation.supply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

class PanelTest {

    private static final double TOKYO = 35.7;
    private static final double TOKYO_EAST = 139.7;

    @Test
    void givesNothingAtNightAndMostAtNoon() {
        Panel panel = panel(0);

        assertThat(panel.wattsAt(Instant.parse("2013-06-20T15:00:00Z"))).isZero();
        assertThat(panel.wattsAt(Instant.parse("2013-06-21T02:40:00Z")))
                .isGreaterThan(panel.wattsAt(Instant.parse("2013-06-20T23:00:00Z")))
                .isGreaterThan(panel.wattsAt(Instant.parse("2013-06-21T06:00:00Z")));
    }

    /// The closed form of a day's light above the air (Duffie and Beckman, "Solar Engineering of
    /// Thermal Processes", 1.10.3) gives 41.5 MJ for a level square metre at 35.7° north on the
    /// longest day and 16.1 MJ on the shortest.
    @Test
    void collectsInADayWhatTheClosedFormSays() {
        assertThat(megajoules(panel(0), "2013-06-21")).isCloseTo(41.5, within(0.5));
        assertThat(megajoules(panel(0), "2013-12-21")).isCloseTo(16.1, within(0.5));
    }

    @Test
    void collectsMoreInWinterAndLessInSummerWhenItIsTilted() {
        assertThat(megajoules(panel(50), "2013-12-21"))
                .isGreaterThan(1.5 * megajoules(panel(0), "2013-12-21"));
        assertThat(megajoules(panel(50), "2013-06-21"))
                .isLessThan(megajoules(panel(0), "2013-06-21"));
    }

    @Test
    void theSouthHasItsSummerInDecemberAndFacesNorth() {
        Panel south = new Panel(1000, 30, -TOKYO, TOKYO_EAST, Collections.nCopies(12, 100));

        assertThat(megajoules(south, "2013-12-21")).isGreaterThan(megajoules(south, "2013-06-21"));
        assertThat(megajoules(south, "2013-06-21"))
                .isGreaterThan(
                        megajoules(
                                new Panel(
                                        1000, 0, -TOKYO, TOKYO_EAST, Collections.nCopies(12, 100)),
                                "2013-06-21"));
    }

    @Test
    void refusesASkyWithoutTwelveMonths() {
        assertThatThrownBy(() -> new Panel(1, 0, 0, 0, List.of(50)))
                .hasMessageContaining("each of 12 months, not for 1");
    }

    /// A panel of 1000 W under a sky without air: its watts are those of a square metre.
    private static Panel panel(int tilt) {
        return new Panel(1000, tilt, TOKYO, TOKYO_EAST, Collections.nCopies(12, 100));
    }

    private static double megajoules(Panel panel, String day) {
        Duration step = Duration.ofMinutes(15);
        Instant begin = Instant.parse(day + "T00:00:00+09:00");
        double joules = 0;
        for (int i = 0; i < 96; i++) {
            joules += panel.wattsAt(begin.plus(step.multipliedBy(i))) * step.toSeconds();
        }
        return joules / 1e6;
    }
}
