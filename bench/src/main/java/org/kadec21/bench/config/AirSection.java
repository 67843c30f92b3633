package org.kadec21.bench.config;

import org.kadec21.firmware.config.CarrierForm;
import org.kadec21.firmware.config.Section;
import org.kadec21.firmware.config.Value;
import org.kadec21.firmware.config.Words;
import org.kadec21.simulation.carrier.Air;
import org.kadec21.simulation.carrier.BandClass;
import org.kadec21.simulation.carrier.BandEnd;
import org.kadec21.simulation.carrier.Cell;
import org.kadec21.simulation.carrier.Coverage;
import org.kadec21.simulation.carrier.RoamingList;
import org.kadec21.simulation.carrier.Route;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The keys of a carrier's file that have to do with radio: cells, cut-over dates, roaming list,
/// and the route of the unit. That all keys are known has been seen to before.
final class AirSection {

    private static final Words<List<BandClass>> RANKS =
            Words.of("0", List.of(BandClass.BC0))
                    .or("3", List.of(BandClass.BC3))
                    .or("0+3", List.of(BandClass.BC0, BandClass.BC3));

    private static final Pattern PLACE = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
    private static final String PLACE_WORDS = "a place's name of 1 to 32 characters of a-z 0-9 -";

    /// Where a route leads out of the reach of every cell that has a place.
    private static final String NOWHERE = "nowhere";

    private AirSection() {}

    static Air read(Section top) {
        List<Coverage> coverage =
                top.sections("coverage").stream().map(AirSection::coverage).toList();
        if (coverage.isEmpty()) {
            throw top.wrong(
                    "expected at least one cell under 'coverage', but came none; nobody could"
                            + " register");
        }
        List<BandEnd> ends = top.sections("band-ends").stream().map(AirSection::bandEnd).toList();
        return new Air(coverage, ends, roamingList(top), route(top, places(coverage)));
    }

    private static Coverage coverage(Section cell) {
        Instant from = CarrierForm.from(cell);
        Instant until = cell.find("until").map(Value::moment).orElse(Instant.MAX);
        if (!from.isBefore(until)) {
            throw cell.wrong(
                    "expected 'until' to be later than 'from', but "
                            + until
                            + " is not later than "
                            + from);
        }
        return new Coverage(
                new Cell(
                        band(cell),
                        cell.find("subclass").map(value -> value.integer(0, 7)).orElse(0),
                        cell.value("channel").integer(1, 2047),
                        cell.value("sid").integer(0, 32_767),
                        cell.value("nid").integer(0, 65_535),
                        cell.value("pn").integer(0, 511),
                        cell.value("ec-io-half-db").integer(0, 63),
                        cell.value("dbm").integer(-125, -25)),
                cell.find("place").map(AirSection::place),
                cell.find("percent").map(value -> value.integer(1, 100)).orElse(100),
                from,
                until);
    }

    private static String place(Value written) {
        String place = written.matching(PLACE, PLACE_WORDS);
        if (place.equals(NOWHERE)) {
            throw written.wrong("another name, since no cell is received at 'nowhere'");
        }
        return place;
    }

    private static BandEnd bandEnd(Section end) {
        return new BandEnd(band(end), end.value("at").moment());
    }

    private static BandClass band(Section group) {
        int number = CarrierForm.bandClass(group);
        return Arrays.stream(BandClass.values())
                .filter(band -> band.number() == number)
                .findFirst()
                .orElseThrow();
    }

    private static RoamingList roamingList(Section top) {
        List<List<BandClass>> ranks = new ArrayList<>();
        List<BandClass> named = new ArrayList<>();
        for (Value rank : top.values("roaming-list")) {
            List<BandClass> bands = rank.choice(RANKS);
            if (bands.stream().anyMatch(named::contains)) {
                throw rank.wrong("each band class once");
            }
            named.addAll(bands);
            ranks.add(bands);
        }
        if (ranks.isEmpty()) {
            throw top.wrong(
                    "expected at least one band class under 'roaming-list', such as [0, 3], but"
                            + " came none");
        }
        return new RoamingList(ranks);
    }

    private static List<String> places(List<Coverage> coverage) {
        return coverage.stream().map(Coverage::place).flatMap(Optional::stream).distinct().toList();
    }

    private static Route route(Section top, List<String> places) {
        List<Route.Stop> stops = new ArrayList<>();
        for (Section section : top.sections("route")) {
            Value from = section.value("from");
            Route.Stop stop = stop(section, from.moment(), places);
            if (!stops.isEmpty() && !stops.getLast().from().isBefore(stop.from())) {
                throw from.wrong(
                        "a moment later than the stop before it, " + stops.getLast().from());
            }
            stops.add(stop);
        }
        if (stops.isEmpty() && !places.isEmpty()) {
            throw top.wrong(
                    "expected a 'route' that says where the unit is, since cells have places ("
                            + String.join(", ", places)
                            + "), but came none; add route: [{from: 2012-01-01T00:00:00+09:00,"
                            + " place: "
                            + places.getFirst()
                            + "}]");
        }
        return new Route(stops);
    }

    private static Route.Stop stop(Section section, Instant from, List<String> places) {
        Value written = section.value("place");
        String place = written.matching(PLACE, PLACE_WORDS);
        if (!places.contains(place) && !place.equals(NOWHERE)) {
            List<String> known = new ArrayList<>(places);
            known.add(NOWHERE);
            throw written.wrong(
                    "a place that a cell of 'coverage' has, one of " + String.join(", ", known));
        }
        int spot =
                section.find("spot").map(value -> value.integer(0, 99)).orElse(Route.ORDINARY_SPOT);
        return new Route.Stop(from, place, spot);
    }
}
