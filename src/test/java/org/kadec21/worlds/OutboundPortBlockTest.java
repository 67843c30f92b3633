package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.bench.check.DeliveredMail;
import org.kadec21.bench.check.MailboxCheck.Verdict;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.carrier.PortBlock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Outbound port 25 blocking: what the legacy unit fell silent from.
class OutboundPortBlockTest {

    private static final Instant BLOCKED_FROM = Instant.parse("2008-10-03T00:00:00Z");
    private static final Instant SECOND_STEP = Instant.parse("2008-10-02T12:00:00Z");
    private static final Station STATION =
            Station.gusty(Instant.parse("2008-10-01T00:00:00Z"), Duration.ofHours(1), 96);

    @Test
    void theLegacyUnitDeliversBeforeTheDateAndNotAfter() throws Exception {
        try (Lab lab = lab(Units.legacy())) {
            lab.runFor(Duration.ofDays(4));

            List<DeliveredMail> delivered = lab.delivered();
            assertThat(delivered).hasSizeGreaterThan(12);
            assertThat(delivered).allMatch(mail -> mail.arrivedAt().isBefore(BLOCKED_FROM));
            Verdict verdict = lab.inspect().verdict();
            assertThat(verdict.waiting()).isGreaterThan(48);
            assertThat(verdict.lost()).isZero();
            assertThat(lab.troubles)
                    .anyMatch(line -> line.contains("port 25") && line.contains("587"));
        }
    }

    @Test
    void theLegacyUnitDeliversEverythingOnceTheBlockIsLifted() throws Exception {
        try (Lab lab = lab(Units.legacy())) {
            lab.runFor(Duration.ofDays(4));

            lab.world.carrier().change(carrier().withBlocks(List.of()));

            assertThat(lab.unit.settle(Duration.ofDays(2))).isTrue();
            assertThat(lab.requireAllDelivered().duplicates()).isZero();
        }
    }

    @Test
    void theUnitOnPort587DeliversOnBothSidesOfTheDate() throws Exception {
        try (Lab lab = lab(Units.dualBand())) {
            assertThat(lab.unit.settle(Duration.ofDays(6))).isTrue();

            assertThat(lab.requireAllDelivered().duplicates()).isZero();
            assertThat(lab.delivered())
                    .anyMatch(mail -> mail.arrivedAt().isBefore(BLOCKED_FROM))
                    .anyMatch(mail -> mail.arrivedAt().isAfter(BLOCKED_FROM));
        }
    }

    @Test
    void theLegacyUnitIsBlockedByTheStepThatCoversItsSubscriber() throws Exception {
        try (Lab lab = lab(Units.legacy(), steps(List.of()))) {
            lab.runFor(Duration.ofDays(4));

            Instant last = lab.delivered().getLast().arrivedAt();
            assertThat(last).isBetween(SECOND_STEP.minus(Duration.ofHours(6)), SECOND_STEP);
            assertThat(lab.inspect().verdict().lost()).isZero();
        }
    }

    @Test
    void theProvidersOwnServerStaysReachableThroughAllSteps() throws Exception {
        try (Lab lab = lab(Units.legacy(), steps(List.of("mail.provider.test")))) {
            assertThat(lab.unit.settle(Duration.ofDays(6))).isTrue();

            assertThat(lab.requireAllDelivered().duplicates()).isZero();
            assertThat(lab.delivered()).anyMatch(mail -> mail.arrivedAt().isAfter(SECOND_STEP));
        }
    }

    /// The first step leaves the unit's subscriber out, whose IMSI ends in 89; the second does not.
    private static CarrierPolicy steps(List<String> ownServers) {
        return carrier()
                .withBlocks(
                        List.of(
                                new PortBlock(25, Instant.MIN, ownServers, 89),
                                new PortBlock(25, SECOND_STEP, ownServers, 90)));
    }

    private static CarrierPolicy carrier() {
        return CarrierPolicy.auNet(List.of())
                .withBlocks(List.of(new PortBlock(25, BLOCKED_FROM, List.of())));
    }

    private static Lab lab(UnitConfig unit) throws Exception {
        return lab(unit, carrier());
    }

    private static Lab lab(UnitConfig unit, CarrierPolicy carrier) throws Exception {
        return new Lab(WorldSetup.standard(5, STATION.start(), unit).withCarrier(carrier), STATION);
    }
}
