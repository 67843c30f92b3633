package org.kadec21.simulation.carrier;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Everything of a carrier that has to do with radio: which cell serves a unit where and when.
///
/// @param coverage the cells with their dates and places
/// @param bandEnds the cut-over dates
/// @param roamingList which band classes the subscriber may use
/// @param route where the unit is
public record Air(
        List<Coverage> coverage, List<BandEnd> bandEnds, RoamingList roamingList, Route route) {

    public Air {
        coverage = List.copyOf(coverage);
        bandEnds = List.copyOf(bandEnds);
    }

    /// The same air with other cells.
    public Air withCoverage(List<Coverage> others) {
        return new Air(others, bandEnds, roamingList, route);
    }

    /// The same air with other cut-over dates.
    public Air withBandEnds(List<BandEnd> others) {
        return new Air(coverage, others, roamingList, route);
    }

    /// The same air with another roaming list.
    public Air withRoamingList(RoamingList other) {
        return new Air(coverage, bandEnds, other, route);
    }

    /// The same air for a unit that moves like this.
    public Air withRoute(Route other) {
        return new Air(coverage, bandEnds, roamingList, other);
    }

    /// When `band` ends; empty when no date is set.
    public Optional<Instant> endOf(BandClass band) {
        return bandEnds.stream()
                .filter(end -> end.band() == band)
                .map(BandEnd::at)
                .min(Comparator.naturalOrder());
    }

    /// The cell that a module for `bands` camps on. Between band classes the roaming list decides,
    /// not the signal; within one the strongest cell serves.
    Optional<Cell> cellFor(List<BandClass> bands, BandWish wish, Instant now) {
        return Stream.concat(
                        wish.held().filter(roamingList::allows).stream(),
                        roamingList.order(wish.preferred()).stream())
                .filter(bands::contains)
                .flatMap(band -> strongest(band, now).stream())
                .findFirst();
    }

    /// The first moment after `now` at which a cell comes or goes or the unit moves; empty when
    /// none does.
    Optional<Instant> nextChange(Instant now) {
        return Stream.of(
                        coverage.stream().flatMap(span -> Stream.of(span.from(), span.until())),
                        bandEnds.stream().map(BandEnd::at),
                        route.moments())
                .flatMap(moments -> moments)
                .filter(moment -> moment.isAfter(now) && !moment.equals(Instant.MAX))
                .min(Comparator.naturalOrder());
    }

    private Optional<Cell> strongest(BandClass band, Instant now) {
        Optional<Route.Stop> where = route.at(now);
        boolean ended = bandEnds.stream().anyMatch(end -> end.isOver(band, now));
        return coverage.stream()
                .filter(span -> !ended && span.cell().band() == band)
                .filter(span -> span.isOnAir(now) && span.reaches(where))
                .map(Coverage::cell)
                .reduce((one, other) -> other.dbm() > one.dbm() ? other : one);
    }
}
