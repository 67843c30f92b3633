package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kadec21.bench.check.MailboxCheck.Verdict;
import org.kadec21.bench.config.CarrierFile;
import org.kadec21.bench.config.ProviderFile;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.config.UnitConfig.Schedule;
import org.kadec21.mailbox.ReceivedMail;
import org.kadec21.simulation.provider.behaviour.BehaviourPlan;
import org.kadec21.simulation.provider.behaviour.Repertoire;
import org.kadec21.simulation.provider.smtp.Behaviour;
import org.kadec21.simulation.provider.tls.KeyKind;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A unit moves from kona.co.jp (port 25, no AUTH) to another server (587, AUTH inside TLS) two
/// days after its network has blocked port 25. In the last hours before the block kona.co.jp loses
/// every final reply, so that mails in doubt wait when the unit moves.
class ServerMoveTest {

    private static final long SEED = 11;
    private static final int SAMPLES = 5;
    private static final int MANY_SAMPLES = 90;
    private static final String OLD = "kona.co.jp";
    private static final String NEW = "ep.wakwak.ne.jp";
    private static final Path CONFIG = Units.HOME.resolve("config");

    /// As config/carriers/au-net.yaml and config/units/n2-moving.yaml have it.
    private static final Instant BLOCKED = Instant.parse("2008-09-30T15:00:00Z");

    private static final Instant MOVED = Instant.parse("2008-10-03T00:00:00Z");

    private static final Station STATION =
            Station.gusty(Instant.parse("2008-09-30T06:00:00Z"), Duration.ofHours(1), 96);
    private static final FlashCuts CUTS =
            new FlashCuts(() -> lab(SEED, losesRepliesBeforeTheBlock()), ServerMoveTest::live);

    @Test
    void theMoveInTheMiddleOfTheOutageLosesAndDoublesNothing() throws Exception {
        try (Lab lab = lab(SEED, reliable())) {
            live(lab);

            assertThat(lab.requireAllDelivered().duplicates()).isZero();
            List<ReceivedMail> mails = lab.inspect().mailbox();
            assertThat(mails).anyMatch(mail -> cameThrough(mail, OLD));
            assertThat(mails).anyMatch(mail -> cameThrough(mail, NEW));
            assertThat(lab.delivered())
                    .noneMatch(mail ->
                            mail.arrivedAt().isAfter(BLOCKED) && mail.arrivedAt().isBefore(MOVED));
        }
    }

    @Test
    void theOperatorIsToldOfTheMove() throws Exception {
        try (Lab lab = lab(SEED, reliable())) {
            live(lab);

            assertThat(lab.journalled("comms.server")).isEqualTo(1);
            assertThat(lab.troubles)
                    .contains(
                            "mail now goes through ep.wakwak.ne.jp:587 instead of kona.co.jp:25: by"
                                    + " the dates in the unit's configuration");
        }
    }

    @Test
    void whatWasInDoubtAtTheOldServerGoesToTheNewOneMarked() throws Exception {
        try (Lab lab = lab(SEED, losesRepliesBeforeTheBlock())) {
            live(lab);

            Verdict verdict = lab.requireAllDelivered();
            assertThat(verdict.duplicates()).isPositive();
            assertThat(lab.inspect().mailbox())
                    .anyMatch(mail ->
                            cameThrough(mail, NEW)
                                    && mail.header("X-Kadec21-Possible-Duplicate").isPresent());
        }
    }

    @Test
    void losesNothingWhenCutAtSomeOfTheFlashOperationsOfTheMove() throws Exception {
        CUTS.some(SAMPLES, SEED);
    }

    @Test
    @Tag("full")
    void losesNothingWhenCutAtManyOfTheFlashOperationsOfTheMove() throws Exception {
        CUTS.some(MANY_SAMPLES, SEED + 1);
    }

    private static void live(Lab lab) {
        assertThat(lab.unit.settle(Duration.ofDays(6))).as("settled").isTrue();
    }

    private static boolean cameThrough(ReceivedMail mail, String host) {
        return mail.header("Received").orElse("").contains("by " + host);
    }

    private static BehaviourPlan reliable() {
        return BehaviourPlan.regular();
    }

    private static BehaviourPlan losesRepliesBeforeTheBlock() {
        Instant begins = BLOCKED.minus(Duration.ofHours(4));
        return connection -> {
            Behaviour lost = new Repertoire().find("lost-250-eof").orElseThrow();
            return moment ->
                    moment.now().isAfter(begins) && moment.now().isBefore(BLOCKED)
                            ? lost.at(moment)
                            : Optional.empty();
        };
    }

    private static Lab lab(long seed, BehaviourPlan behaviour) throws Exception {
        WorldSetup setup =
                WorldSetup.standard(
                                seed,
                                STATION.start(),
                                Units.moving()
                                        .withSchedule(new Schedule.Every(Duration.ofHours(6))))
                        .withCarrier(CarrierFile.read(CONFIG.resolve("carriers/au-net.yaml")))
                        .withProviderAt(
                                OLD, ProviderFile.read(CONFIG.resolve("providers/kona.yaml")))
                        .withBehaviour(behaviour);
        return new Lab(setup.withKeys(KeyKind.ED25519), STATION);
    }
}
