package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.bench.check.MailboxCheck.Verdict;
import org.kadec21.simulation.provider.tls.KeyKind;

import java.time.Duration;
import java.time.Instant;

/// A unit whose clock is set wrong for a while: rows are taken before or behind their time, and
/// still everything arrives once.
class WrongClockTest {

    private static final Instant BEGIN = Instant.parse("2013-02-01T00:00:00Z");
    private static final Station STATION = Station.gusty(BEGIN, Duration.ofHours(1), 40);

    @ParameterizedTest
    @ValueSource(ints = {-86_400, -18_000, -61, 61, 18_000, 86_400})
    void losesAndDoublesNothing(int secondsAhead) throws Exception {
        try (Lab lab = new Lab(Lab.setup(1, STATION).withKeys(KeyKind.ED25519), STATION)) {
            lab.runFor(Duration.ofHours(9).plusMinutes(10));
            lab.world.setClock(Duration.ofSeconds(secondsAhead));
            lab.runFor(Duration.ofHours(6));
            lab.world.cutPower("in the middle");
            lab.runFor(Duration.ofHours(2));
            lab.world.setClock(Duration.ZERO);
            boolean settled = lab.unit.settle(Duration.ofDays(4));

            assertThat(settled).as("settled; %s", lab.unit.status()).isTrue();
            Verdict verdict = lab.requireWholeStationDelivered();
            assertThat(verdict.records()).isEqualTo(40);
            assertThat(verdict.duplicates()).isZero();
            assertThat(lab.journalled("clock.stepped")).as("noticed").isPositive();
        }
    }
}
