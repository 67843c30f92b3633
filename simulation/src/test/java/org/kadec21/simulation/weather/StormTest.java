package org.kadec21.simulation.weather;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

class StormTest {

    private static final Duration LENGTH = Duration.ofDays(2);
    private static final List<String> FAULTS = List.of("421-mail", "451-rcpt", "lost-250-eof");
    private static final int SEEDS = 200;

    @Test
    void theSameSeedDrawsTheSameStorm() {
        assertThat(storm(7)).isEqualTo(storm(7)).isNotEqualTo(storm(8));
    }

    @Test
    void everyTroubleIsOverWhenTheStormIs() {
        for (int seed = 0; seed < SEEDS; seed++) {
            assertThat(storm(seed).gusts())
                    .allMatch(gust -> gust.at().plus(span(gust.trouble())).compareTo(LENGTH) <= 0);
        }
    }

    @Test
    void troublesOfOneClassNeverOverlap() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Duration coveredFrom = Duration.ZERO;
            for (Gust gust : storm(seed).gusts()) {
                if (gust.trouble() instanceof Trouble.NoCoverage(Duration span)) {
                    assertThat(gust.at()).isGreaterThanOrEqualTo(coveredFrom);
                    coveredFrom = gust.at().plus(span);
                }
            }
        }
    }

    @Test
    void everyClassOfTroubleIsInSomeStormsAndNotInOthers() {
        TreeSet<String> seen = new TreeSet<>();

        for (int seed = 0; seed < SEEDS; seed++) {
            TreeSet<String> classes = new TreeSet<>();
            storm(seed).gusts().forEach(gust -> classes.add(name(gust.trouble())));
            assertThat(classes.size()).isLessThanOrEqualTo(9);
            seen.addAll(classes);
        }

        assertThat(seen).hasSize(9);
        assertThat(storm(1).gusts().stream().map(gust -> name(gust.trouble())).distinct().count())
                .isLessThan(9);
    }

    private static Storm storm(long seed) {
        return Storm.drawn(new SplittableRandom(seed), LENGTH, FAULTS);
    }

    private static String name(Trouble trouble) {
        return trouble.getClass().getSimpleName();
    }

    private static Duration span(Trouble trouble) {
        return switch (trouble) {
            case Trouble.NoCoverage(Duration span) -> span;
            case Trouble.RegistrationRefused(Duration span) -> span;
            case Trouble.PortBlocked(Duration span, _) -> span;
            case Trouble.SupplyLow(Duration span, int _) -> span;
            case Trouble.ClockWrong(Duration span, Duration _) -> span;
            case Trouble.ModuleMisbehaves(Duration span, _) -> span;
            case Trouble.ConnectionsSevered _, Trouble.ModuleRestart _, Trouble.PowerCut _ ->
                    Duration.ZERO;
        };
    }
}
