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

    private static CarrierPolicy carrier() {
        return CarrierPolicy.auNet(List.of())
                .withBlocks(List.of(new PortBlock(25, BLOCKED_FROM, List.of())));
    }

    private static Lab lab(UnitConfig unit) throws Exception {
        return new Lab(
                WorldSetup.standard(5, STATION.start(), unit).withCarrier(carrier()), STATION);
    }
}
