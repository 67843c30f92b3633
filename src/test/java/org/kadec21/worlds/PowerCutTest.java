package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kadec21.bench.check.MailboxCheck.Verdict;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.config.UnitConfig.Schedule;
import org.kadec21.simulation.provider.behaviour.BehaviourPlan;
import org.kadec21.simulation.provider.behaviour.Repertoire;
import org.kadec21.simulation.provider.tls.KeyKind;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A whole unit that loses its power while it samples, raises alarms, cuts and sends about twenty
/// mails, one of them to a server that swallows its last reply.
class PowerCutTest {

    private static final long SEED = 3;
    private static final int SAMPLES = 24;
    private static final Duration DAY = Duration.ofHours(25);
    private static final Duration PATIENCE = Duration.ofHours(8);
    private static final Station STATION =
            Station.gusty(Instant.parse("2013-05-01T00:00:00Z"), Duration.ofMinutes(30), 48);
    private static final FlashCuts CUTS = new FlashCuts(() -> lab(SEED), PowerCutTest::live);

    @Test
    void theRunThatIsCutSendsAboutTwentyMailsAndOneTwice() throws Exception {
        try (Lab lab = lab(SEED)) {
            live(lab);

            Verdict verdict = lab.requireAllDelivered();
            assertThat(lab.kinds()).hasSizeBetween(18, 24);
            assertThat(verdict.duplicates()).isEqualTo(1);
            assertThat(lab.unit.boots()).isEqualTo(1);
        }
    }

    @Test
    void losesNothingWhenCutAtSomeOfTheFlashOperations() throws Exception {
        CUTS.some(SAMPLES, SEED);
    }

    @Test
    @Tag("full")
    void losesNothingWhenCutAtAnyFlashOperation() throws Exception {
        CUTS.each();
    }

    @Test
    void losesNothingWhenCutAgainAndAgainWhileItRecovers() throws Exception {
        try (Lab lab = lab(SEED)) {
            lab.runFor(Duration.ofHours(3));
            long base = lab.world.flash().operations();
            for (int cut = 1; cut <= 12; cut++) {
                lab.world.cutPower("test");
                lab.runFor(Duration.ofMinutes(2)); // boots at its end
                base = lab.world.flash().operations();
                lab.world.flash().cutAt(base + cut);
                lab.runFor(Duration.ofHours(1));
            }
            live(lab);

            lab.requireAllDelivered();
            assertThat(lab.unit.boots()).isGreaterThan(20);
        }
    }

    @Test
    void losesNothingWhenCutAtRandomMoments() throws Exception {
        for (long seed = 1; seed <= 8; seed++) {
            survivesRandomCuts(seed);
        }
    }

    @Test
    @Tag("full")
    void losesNothingWhenCutAtManyRandomMoments() throws Exception {
        for (long seed = 100; seed < 200; seed++) {
            survivesRandomCuts(seed);
        }
    }

    private static void survivesRandomCuts(long seed) throws Exception {
        try (Lab lab = lab(seed)) {
            for (Duration pause : pauses(new SplittableRandom(seed))) {
                lab.runFor(pause);
                lab.world.cutPower("test");
            }
            live(lab);

            lab.requireAllDelivered();
        } catch (AssertionError e) {
            throw new AssertionError("power cuts of seed " + seed, e);
        }
    }

    /// Some long, some so short that they fall into the same communication window.
    private static List<Duration> pauses(SplittableRandom chance) {
        List<Duration> pauses = new ArrayList<>();
        for (int cut = 0; cut < 12; cut++) {
            long most =
                    (chance.nextBoolean() ? Duration.ofHours(3) : Duration.ofMinutes(4)).toMillis();
            pauses.add(Duration.ofMillis(1 + chance.nextLong(most)));
        }
        return pauses;
    }

    private static void live(Lab lab) {
        lab.runFor(DAY);
        assertThat(lab.unit.settle(PATIENCE)).as("settled").isTrue();
    }

    private static Lab lab(long seed) throws Exception {
        WorldSetup setup =
                WorldSetup.standard(
                                seed,
                                STATION.start(),
                                Units.dualBand()
                                        .withSchedule(new Schedule.Every(Duration.ofHours(3))))
                        .withBehaviour(
                                BehaviourPlan.script(
                                        List.of(
                                                new Repertoire()
                                                        .find("lost-250-eof")
                                                        .orElseThrow())));
        return new Lab(setup.withKeys(KeyKind.ED25519), STATION);
    }
}
