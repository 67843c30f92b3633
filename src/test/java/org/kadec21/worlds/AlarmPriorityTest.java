package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.worlds.Units.with;

import org.junit.jupiter.api.Test;
import org.kadec21.bench.check.DeliveredMail;
import org.kadec21.bench.check.DeliveredMail.Content;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.carrier.PortBlock;
import org.kadec21.simulation.provider.behaviour.BehaviourPlan;
import org.kadec21.simulation.provider.behaviour.Repertoire;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// An alarm outranks everything (law 5).
class AlarmPriorityTest {

    private static final Instant BEGIN = Instant.parse("2013-04-01T00:00:00Z");

    /// 06:00 in Tokyo.
    private static final Instant DAILY = Instant.parse("2013-04-01T21:00:00Z");

    @Test
    void anAlarmRaisedWhileABacklogIsSentGoesBeforeTheNextMonitoringMail() throws Exception {
        Instant onset = DAILY.plusSeconds(90);
        Station station = everyMinuteWithAGaleAt(onset);
        CarrierPolicy slow =
                CarrierPolicy.auNet(List.of())
                        .withBlocks(List.of())
                        .withLine(Duration.ofSeconds(1), 2400, 9600);
        UnitConfig smallMails = Units.dualBand(with("airtime-cap: 60 s", "airtime-cap: 10 s"));
        WorldSetup setup = WorldSetup.standard(1, station.start(), smallMails).withCarrier(slow);
        try (Lab lab = new Lab(setup, station)) {
            lab.runFor(Duration.between(station.start(), DAILY).plusHours(2));

            List<DeliveredMail> mails = lab.delivered();
            int alarm = lab.kinds().indexOf("alarm");
            assertThat(alarm).as("monitoring mails before the alarm").isBetween(1, 3);
            assertThat(mails.size()).as("monitoring mails after it").isGreaterThan(alarm + 2);
            assertThat(arrivedAfter(onset, mails.subList(0, alarm)))
                    .as("monitoring mails that the alarm had to wait for: the one under way")
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    void alarmsGoFirstAfterALongOutage() throws Exception {
        Station station = Station.gusty(BEGIN, Duration.ofHours(1), 40);
        CarrierPolicy fair = CarrierPolicy.auNet(List.of()).withBlocks(List.of());
        try (Lab lab =
                new Lab(Lab.setup(2, station).withCarrier(fair.withCoverage(List.of())), station)) {
            lab.runFor(Duration.ofHours(40));
            assertThat(lab.delivered()).isEmpty();

            lab.world.carrier().change(fair);

            assertThat(lab.unit.settle(Duration.ofDays(2))).isTrue();
            assertThat(lab.kinds().subList(0, 10)).containsOnly("alarm", "recovery");
            lab.requireAllDelivered();
        }
    }

    @Test
    void callsAServerUnderMaintenanceAtMostOnceInFiveMinutes() throws Exception {
        Station station = Station.gusty(BEGIN, Duration.ofMinutes(20), 24);
        CarrierPolicy fair = CarrierPolicy.auNet(List.of()).withBlocks(List.of());
        CarrierPolicy shut = fair.withBlocks(List.of(new PortBlock(587, Instant.MIN, List.of())));
        try (Lab lab = new Lab(Lab.setup(3, station).withCarrier(shut), station)) {
            lab.runFor(Duration.ofMinutes(130));
            lab.world.carrier().change(fair);

            assertThat(lab.unit.settle(Duration.ofDays(2))).isTrue();
            Calls calls = Calls.of(lab, station.start(), "carrier.blocked");
            assertThat(calls.moments()).hasSizeGreaterThan(3);
            assertThat(calls.leastDistance()).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
            assertThat(lab.requireAllDelivered().duplicates()).isZero();
        }
    }

    @Test
    void callsAServerThatSays421AtMostOnceInFiveMinutes() throws Exception {
        Station station = Station.gusty(BEGIN, Duration.ofMinutes(20), 24);
        BehaviourPlan down =
                BehaviourPlan.always(new Repertoire().find("421-greeting").orElseThrow())
                        .until(BEGIN.plus(Duration.ofHours(3)));
        try (Lab lab = new Lab(Lab.setup(4, station).withBehaviour(down), station)) {
            assertThat(lab.unit.settle(Duration.ofDays(3))).isTrue();

            Calls calls =
                    Calls.of(lab, station.start(), "carrier.connected")
                            .before(BEGIN.plus(Duration.ofHours(3)));
            assertThat(calls.moments()).hasSizeGreaterThan(3);
            assertThat(calls.leastDistance()).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
            assertThat(lab.requireAllDelivered().duplicates()).isZero();
        }
    }

    /// Twelve hundred rows up to the daily mail and a little further: several mails at the cap.
    private static Station everyMinuteWithAGaleAt(Instant onset) {
        List<String> lines = new ArrayList<>(List.of(Station.HEADER));
        Instant begin = DAILY.minus(Duration.ofHours(20));
        for (int row = 0; row <= 1200; row++) {
            lines.add(begin.plus(Duration.ofMinutes(row)) + ",4.2,6.1,90,11.5,61.0,1009.2,0.0");
        }
        lines.add(onset + ",19.5,25.0,90,11.5,61.0,1009.2,0.0");
        return new Station(begin, List.copyOf(lines));
    }

    /// How many of these monitoring mails arrived only after `moment`.
    private static long arrivedAfter(Instant moment, List<DeliveredMail> mails) {
        return mails.stream()
                .filter(mail -> mail.content() instanceof Content.Monitoring)
                .filter(mail -> mail.arrivedAt().isAfter(moment))
                .count();
    }
}
