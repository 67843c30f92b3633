package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.bench.check.MailboxCheck.Verdict;
import org.kadec21.bench.config.BehaviourFile;
import org.kadec21.bench.world.WorldSetup;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/// The example of a misbehaving provider, `config/behaviours/rough-night.yaml`, as the bench plays
/// it.
class RoughNightTest {

    private static final Station STATION =
            Station.gusty(Instant.parse("2013-01-10T00:00:00Z"), Duration.ofHours(1), 48);

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void losesNothingAndMarksWhatComesTwice(long seed) throws Exception {
        WorldSetup setup =
                WorldSetup.standard(seed, STATION.start(), Units.dualBand())
                        .withBehaviour(
                                BehaviourFile.read(
                                                Units.HOME.resolve(
                                                        "config/behaviours/rough-night.yaml"))
                                        .plan(new SplittableRandom(seed)));
        try (Lab lab = new Lab(setup, STATION)) {
            assertThat(lab.unit.settle(Duration.ofDays(6))).as("settled").isTrue();

            Verdict verdict = lab.requireAllDelivered();
            assertThat(verdict.duplicatesUnmarked()).isZero();
            assertThat(lab.troubles).as("it was a rough night").anyMatch(t -> t.contains("554"));
        }
    }
}
