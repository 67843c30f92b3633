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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A unit that leaves its cell while a mail is under way.
class MovingUnitTest {

    /// Its last row lies at 06:00 in Tokyo, when the day's mail goes.
    private static final Station STATION =
            Station.calm(Instant.parse("2012-03-01T00:00:00Z"), Duration.ofMinutes(10), 127);

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
    void aMailSurvivesAChangeOfBandAtAnyMomentOfItsWay() throws Exception {
        Way way = wayOfAUnitThatStays("modem.registered", "mail.done");
        int brokenOff = 0;
        for (int percent = 0; percent <= 100; percent += 7) {
            try (Lab lab = moving("valley", way.at(percent))) {
                lab.runFor(DAY);

                brokenOff += (int) lab.journalled("comms.failed");
                lab.requireAllDelivered();
            }
        }

        assertThat(brokenOff).as("windows that the change broke off").isGreaterThan(10);
    }

    private static void assertDeliveredOnce(Lab lab) throws Exception {
        assertThat(lab.requireAllDelivered().duplicates()).isZero();
        assertThat(lab.kinds()).containsExactly("monitoring");
    }

    /// While the mail's bytes are on their way.
    private static Instant middleOfTheMail() throws Exception {
        return wayOfAUnitThatStays("mail.handed-over", "mail.stored").at(50);
    }

    /// From one event to another in the life of a unit that stays in its harbour.
    private static Way wayOfAUnitThatStays(String from, String to) throws Exception {
        try (Lab lab = moving("harbour", STATION.start().plus(DAY))) {
            lab.runFor(DAY);

            return new Way(moment(lab, from), moment(lab, to));
        }
    }

    private record Way(Instant from, Instant to) {

        Instant at(int percent) {
            return from.plus(Duration.between(from, to).multipliedBy(percent).dividedBy(100));
        }
    }

    private static Instant moment(Lab lab, String event) {
        Pattern line = Pattern.compile("\\{\"t\":(\\d+),.*\"event\":\"" + event + "\".*");
        return lab.journal.stream()
                .map(line::matcher)
                .filter(Matcher::matches)
                .map(found -> STATION.start().plusNanos(Long.parseLong(found.group(1))))
                .findFirst()
                .orElseThrow();
    }

    private static boolean onBand(String line, int band) {
        return line.contains("\"band\":" + band);
    }

    private static Lab moving(String place, Instant when) throws Exception {
        Air air =
                new Air(
                        List.of(
                                at(
                                        "harbour",
                                        new Cell(BandClass.BC0, 0, 1175, 12_304, 8, 168, 15, -75)),
                                at(
                                        "pass",
                                        new Cell(BandClass.BC0, 0, 1175, 12_304, 8, 212, 19, -88)),
                                at(
                                        "valley",
                                        new Cell(BandClass.BC3, 0, 76, 12_304, 9, 320, 14, -71))),
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
