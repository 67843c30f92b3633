package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.simulation.carrier.Air;
import org.kadec21.simulation.carrier.BandClass;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.carrier.Cell;
import org.kadec21.simulation.carrier.Coverage;
import org.kadec21.simulation.carrier.RoamingList;
import org.kadec21.simulation.carrier.Route;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A unit that leaves its cell while a mail is under way.
class MovingUnitTest {

    private static final Station STATION =
            Station.calm(Instant.parse("2012-03-01T00:00:00Z"), Duration.ofMinutes(10), 144);

    /// The one mail of the station's day: 06:00 in Tokyo.
    private static final Instant SCHEDULE = Instant.parse("2012-03-01T21:00:00Z");

    private static final Duration DAY = Duration.ofHours(24);

    @Test
    void aHandOverWithinTheBandKeepsTheConnection() throws Exception {
        try (Lab lab = moving("pass", middleOfTheMail())) {
            lab.runFor(DAY);

            assertThat(lab.journalled("module.handover")).isEqualTo(1);
            assertThat(lab.journalled("socket.opened")).isEqualTo(1);
            assertThat(lab.journalled("comms.failed")).isZero();
            assertDeliveredOnce(lab);
        }
    }

    @Test
    void aChangeOfBandEndsTheConnectionAndTheMailGoesAgain() throws Exception {
        try (Lab lab = moving("valley", middleOfTheMail())) {
            lab.runFor(DAY);

            assertThat(lab.journal)
                    .anyMatch(line -> line.contains("module.registration") && onBand(line, 0))
                    .anyMatch(line -> line.contains("module.registration") && onBand(line, 3));
            assertThat(lab.journalled("comms.failed")).isEqualTo(1);
            assertThat(lab.journalled("socket.opened")).isEqualTo(2);
            assertDeliveredOnce(lab);
        }
    }

    @Test
    void aMailSurvivesAChangeOfBandAtAnySecondOfItsWay() throws Exception {
        int brokenOff = 0;
        for (int second = 4; second <= 40; second += 3) {
            try (Lab lab = moving("valley", SCHEDULE.plusSeconds(second))) {
                lab.runFor(DAY);

                brokenOff += (int) lab.journalled("comms.failed");
                lab.requireAllDelivered();
            }
        }

        assertThat(brokenOff).as("windows that the change broke off").isGreaterThan(5);
    }

    private static void assertDeliveredOnce(Lab lab) throws Exception {
        assertThat(lab.requireAllDelivered().duplicates()).isZero();
        assertThat(lab.kinds()).containsExactly("monitoring");
    }

    /// When half of the mail's way is done by a unit that stays.
    private static Instant middleOfTheMail() throws Exception {
        try (Lab lab = moving("harbour", SCHEDULE)) {
            lab.runFor(DAY);

            Instant arrived = lab.delivered().getFirst().arrivedAt();
            return SCHEDULE.plus(Duration.between(SCHEDULE, arrived).multipliedBy(3).dividedBy(4));
        }
    }

    private static boolean onBand(String line, int band) {
        return line.contains("\"band\":" + band);
    }

    private static Lab moving(String place, Instant when) throws Exception {
        Air air =
                new Air(
                        List.of(
                                at("harbour", new Cell(BandClass.BC0, 0, 1175, 12_304, 8, 168, 15, -75)),
                                at("pass", new Cell(BandClass.BC0, 0, 1175, 12_304, 8, 212, 19, -88)),
                                at("valley", new Cell(BandClass.BC3, 0, 76, 12_304, 9, 320, 14, -71))),
                        List.of(),
                        RoamingList.inOrder(List.of(BandClass.BC0, BandClass.BC3)),
                        new Route(
                                List.of(
                                        new Route.Stop(STATION.start(), "harbour", 50),
                                        new Route.Stop(when, place, 50))));
        WorldSetup setup =
                WorldSetup.standard(3, STATION.start(), Units.dualBand())
                        .withCarrier(CarrierPolicy.auNet(List.of()).withAir(air));
        return new Lab(setup, STATION);
    }

    private static Coverage at(String place, Cell cell) {
        return new Coverage(cell, Optional.of(place), 100, Instant.MIN, Instant.MAX);
    }
}
