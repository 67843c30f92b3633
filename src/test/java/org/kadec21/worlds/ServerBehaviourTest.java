package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.kadec21.bench.check.MailboxCheck.Verdict;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.carrier.PortBlock;
import org.kadec21.simulation.provider.behaviour.BehaviourPlan;
import org.kadec21.simulation.provider.behaviour.Catalogue;
import org.kadec21.simulation.provider.behaviour.Repertoire;
import org.kadec21.simulation.provider.smtp.Behaviour;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What becomes of a whole unit when its server behaves badly: by the numbers of
/// docs/submission.md.
class ServerBehaviourTest {

    private static final Instant BEGIN = Instant.parse("2013-04-01T00:00:00Z");
    private static final Station STATION = Station.gusty(BEGIN, Duration.ofMinutes(20), 24);
    private static final Duration OUTAGE = Duration.ofHours(3);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @Test
    @DisplayName("01 lost-250-eof: the copy says that it is one")
    void sendsAMailInDoubtAgainUnderTheSameName() throws Exception {
        try (Lab lab = lab(1, BehaviourPlan.script(List.of(named("lost-250-eof"))))) {
            settles(lab);

            Verdict verdict = lab.requireAllDelivered();
            assertThat(verdict.duplicates()).isEqualTo(1);
            assertThat(lab.troubles).anyMatch(line -> line.contains("in doubt"));
        }
    }

    @Test
    @DisplayName("02 lost-250-stall: the module sleeps before the mail goes again")
    void letsTheModuleSleepAfterTheLastReplyWasWaitedFor() throws Exception {
        try (Lab lab = lab(2, BehaviourPlan.script(List.of(named("lost-250-stall"))))) {
            settles(lab);

            List<Instant> connected = Calls.of(lab, STATION.start(), "carrier.connected").moments();
            Instant asleep = Calls.of(lab, STATION.start(), "modem.asleep").moments().getFirst();
            assertThat(Duration.between(connected.getFirst(), asleep))
                    .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(12));
            assertThat(asleep).isBefore(connected.get(1));
            lab.requireAllDelivered();
        }
    }

    @Test
    @DisplayName("08 554-greeting: the queue waits, nothing bounces")
    void keepsTheQueueWhenTheGreetingTurnsItAway() throws Exception {
        try (Lab lab = lab(3, during("554-greeting"))) {
            lab.runFor(OUTAGE);
            assertThat(lab.delivered()).isEmpty();
            assertThat(lab.troubles).noneMatch(line -> line.contains("refused for good"));

            settles(lab);
            assertThat(lab.requireAllDelivered().duplicates()).isZero();
        }
    }

    @Test
    @DisplayName("09 535-auth: alarm locally, slow retry, queue kept")
    void offersARefusedPasswordSlowly() throws Exception {
        try (Lab lab = lab(4, during("535-auth"))) {
            lab.runFor(OUTAGE);
            assertThat(calls(lab).moments()).as("within three hours").hasSizeBetween(2, 4);
            assertThat(calls(lab).leastDistance()).isGreaterThanOrEqualTo(Duration.ofMinutes(30));
            assertThat(lab.troubles).anyMatch(line -> line.contains("check user and password"));

            settles(lab);
            assertThat(lab.requireAllDelivered().duplicates()).isZero();
        }
    }

    @Test
    @DisplayName("10 454-auth: normal back-off")
    void callsAgainAfterTheOrdinaryWaitWhenTheLoginFailsForNow() throws Exception {
        try (Lab lab = lab(5, during("454-auth"))) {
            lab.runFor(OUTAGE);
            assertThat(calls(lab).moments()).hasSizeBetween(4, 36);
            assertThat(calls(lab).leastDistance()).isGreaterThanOrEqualTo(FIVE_MINUTES);

            settles(lab);
            assertThat(lab.requireAllDelivered().duplicates()).isZero();
        }
    }

    @Test
    @DisplayName("18 452-vs-552: kept for longer than a day, told, and sent when there is room")
    void keepsItsMailForAMailboxThatStaysFull() throws Exception {
        Duration full = Duration.ofHours(36);
        BehaviourPlan plan =
                BehaviourPlan.always(new Catalogue().find("452-vs-552").orElseThrow())
                        .until(STATION.start().plus(full));
        try (Lab lab = lab(9, plan)) {
            lab.runFor(full);
            Verdict verdict = lab.inspect().verdict();
            assertThat(lab.delivered()).isEmpty();
            assertThat(verdict.waiting()).isPositive();
            assertThat(verdict.lost()).isZero();
            assertThat(lab.troubles)
                    .anyMatch(line -> line.contains("4.2.2") || line.contains("5.2.2"))
                    .noneMatch(line -> line.contains("refused for good"));

            settles(lab);
            assertThat(lab.requireAllDelivered().duplicates()).isZero();
        }
    }

    @Test
    @DisplayName("21 greylist: a retry within ten minutes")
    void triesAGreylistedMailAgainWithinTenMinutes() throws Exception {
        Behaviour greylist = named("greylist");
        try (Lab lab = lab(6, BehaviourPlan.always(greylist))) {
            settles(lab);

            Instant first = calls(lab).moments().getFirst();
            Instant stored = Calls.of(lab, STATION.start(), "mail.stored").moments().getFirst();
            assertThat(Duration.between(first, stored))
                    .isBetween(FIVE_MINUTES, FIVE_MINUTES.multipliedBy(2));
            assertThat(lab.kinds().getFirst()).isEqualTo("alarm");
            assertThat(lab.requireAllDelivered().duplicates()).isZero();
        }
    }

    @Test
    @DisplayName("34 rate-limit: the host waits, alarms come first")
    void leavesAServerInPeaceThatLimitsItsRate() throws Exception {
        try (Lab lab = lab(7, during("rate-limit"))) {
            lab.runFor(OUTAGE);
            assertThat(calls(lab).moments()).hasSizeBetween(4, 36);
            assertThat(calls(lab).leastDistance()).isGreaterThanOrEqualTo(FIVE_MINUTES);
            assertThat(lab.delivered()).isEmpty();

            settles(lab);
            assertThat(lab.kinds().getFirst()).isEqualTo("alarm");
            assertThat(lab.requireAllDelivered().duplicates()).isZero();
        }
    }

    @Test
    @DisplayName("36 maintenance: shut for 90 minutes, 421 for 5, then normal")
    void outlivesAMaintenanceWindow() throws Exception {
        Duration shut = Duration.ofMinutes(90);
        Instant opened = STATION.start().plus(shut);
        CarrierPolicy fair = CarrierPolicy.auNet(List.of()).withBlocks(List.of());
        CarrierPolicy closed = fair.withBlocks(List.of(new PortBlock(587, Instant.MIN, List.of())));
        BehaviourPlan busy =
                BehaviourPlan.always(named("421-greeting")).until(opened.plus(FIVE_MINUTES));
        try (Lab lab =
                new Lab(Lab.setup(8, STATION).withCarrier(closed).withBehaviour(busy), STATION)) {
            lab.runFor(shut);
            lab.world.carrier().change(fair);

            settles(lab);
            assertThat(Calls.of(lab, STATION.start(), "carrier.blocked").leastDistance())
                    .isGreaterThanOrEqualTo(FIVE_MINUTES);
            assertThat(lab.kinds().getFirst()).isEqualTo("alarm");
            assertThat(lab.requireAllDelivered().duplicates()).isZero();
        }
    }

    private static Calls calls(Lab lab) {
        return Calls.of(lab, STATION.start(), "carrier.connected")
                .before(STATION.start().plus(OUTAGE));
    }

    private static void settles(Lab lab) {
        assertThat(lab.unit.settle(Duration.ofDays(3))).as("settled").isTrue();
    }

    private static BehaviourPlan during(String name) {
        return BehaviourPlan.always(named(name)).until(STATION.start().plus(OUTAGE));
    }

    private static Behaviour named(String name) {
        return new Repertoire().find(name).orElseThrow();
    }

    private static Lab lab(long seed, BehaviourPlan plan) throws Exception {
        return new Lab(Lab.setup(seed, STATION).withBehaviour(plan), STATION);
    }
}
