package org.kadec21.simulation.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

class AirTest {

    private static final Instant MORNING = Instant.parse("2012-03-01T00:00:00Z");
    private static final Instant NOON = Instant.parse("2012-03-01T03:00:00Z");
    private static final Instant EVENING = Instant.parse("2012-03-01T09:00:00Z");
    private static final List<BandClass> BOTH = List.of(BandClass.BC0, BandClass.BC3);
    private static final Cell NEW = cell(BandClass.BC0, 1175, -75);
    private static final Cell OLD = cell(BandClass.BC3, 76, -60);
    private static final RoamingList EQUAL = new RoamingList(List.of(BOTH));

    @Test
    void theRoamingListOverrulesWhatTheModuleWouldLike() {
        Air air = everywhere(RoamingList.inOrder(BOTH));

        assertThat(air.cellFor(BOTH, wishing(BandClass.BC3), MORNING)).contains(NEW);
    }

    @Test
    void betweenEqualBandClassesTheModulesWishCounts() {
        Air air = everywhere(EQUAL);

        assertThat(air.cellFor(BOTH, wishing(BandClass.BC3), MORNING)).contains(OLD);
        assertThat(air.cellFor(BOTH, wishing(BandClass.BC0), MORNING)).contains(NEW);
        assertThat(air.cellFor(BOTH, BandWish.NONE, MORNING)).contains(NEW);
    }

    @Test
    void trafficStaysOnItsBandClassAsLongAsItHasACell() {
        BandWish held = new BandWish(Optional.empty(), Optional.of(BandClass.BC3));
        Air air =
                everywhere(RoamingList.inOrder(BOTH))
                        .withBandEnds(List.of(new BandEnd(BandClass.BC3, NOON)));

        assertThat(air.cellFor(BOTH, held, NOON.minusNanos(1))).contains(OLD);
        assertThat(air.cellFor(BOTH, held, NOON)).contains(NEW);
    }

    @Test
    void trafficDoesNotHoldABandClassThatTheRoamingListForbids() {
        BandWish held = new BandWish(Optional.empty(), Optional.of(BandClass.BC3));
        Air air = everywhere(RoamingList.inOrder(List.of(BandClass.BC0)));

        assertThat(air.cellFor(BOTH, held, MORNING)).contains(NEW);
    }

    @Test
    void aCutOverDateEndsEveryCellOfItsBandClass() {
        Cell further = cell(BandClass.BC3, 112, -90);
        Air air =
                everywhere(RoamingList.inOrder(BOTH))
                        .withCoverage(List.of(always(OLD), always(further)))
                        .withBandEnds(List.of(new BandEnd(BandClass.BC3, NOON)));

        assertThat(air.cellFor(BOTH, BandWish.NONE, NOON.minusNanos(1))).contains(OLD);
        assertThat(air.cellFor(BOTH, BandWish.NONE, NOON)).isEmpty();
        assertThat(air.endOf(BandClass.BC3)).contains(NOON);
        assertThat(air.endOf(BandClass.BC0)).isEmpty();
    }

    @Test
    void withinABandClassTheStrongestCellServes() {
        Cell stronger = cell(BandClass.BC0, 1200, -70);
        Air air =
                everywhere(RoamingList.inOrder(BOTH))
                        .withCoverage(List.of(always(NEW), always(stronger)));

        assertThat(air.cellFor(BOTH, BandWish.NONE, MORNING)).contains(stronger);
    }

    @Test
    void aUnitIsServedByTheCellsOfThePlaceItIsAt() {
        Air air = harbourAndValley();

        assertThat(air.cellFor(BOTH, BandWish.NONE, MORNING.minusSeconds(1))).contains(NEW);
        assertThat(air.cellFor(BOTH, BandWish.NONE, MORNING)).contains(NEW);
        assertThat(air.cellFor(BOTH, BandWish.NONE, NOON)).contains(OLD);
        assertThat(air.cellFor(BOTH, BandWish.NONE, EVENING)).isEmpty();
    }

    @Test
    void everyMomentOfTheAirIsAnnounced() {
        Air air = harbourAndValley().withBandEnds(List.of(new BandEnd(BandClass.BC3, EVENING)));

        assertThat(air.nextChange(MORNING.minusSeconds(1))).contains(MORNING);
        assertThat(air.nextChange(MORNING)).contains(NOON);
        assertThat(air.nextChange(NOON)).contains(EVENING);
        assertThat(air.nextChange(EVENING)).isEmpty();
    }

    @Test
    void aCellThatCoversHalfAPlaceReachesItsEasierHalf() {
        Coverage half =
                new Coverage(NEW, Optional.of("harbour"), 50, Instant.MIN, Instant.MAX);

        assertThat(half.reaches(Optional.of(new Route.Stop(MORNING, "harbour", 49)))).isTrue();
        assertThat(half.reaches(Optional.of(new Route.Stop(MORNING, "harbour", 50)))).isFalse();
        assertThat(half.reaches(Optional.empty())).isFalse();
    }

    @Test
    void aRouteThatGoesBackInTimeIsRefused() {
        List<Route.Stop> stops =
                List.of(new Route.Stop(NOON, "harbour", 0), new Route.Stop(NOON, "valley", 0));

        assertThatThrownBy(() -> new Route(stops)).hasMessageContaining("forward in time");
    }

    @Test
    void aBandClassStandsOnceInARoamingList() {
        List<List<BandClass>> twice = List.of(BOTH, List.of(BandClass.BC3));

        assertThatThrownBy(() -> new RoamingList(twice)).hasMessageContaining("once");
    }

    /// From the harbour on the new band into the valley on the old one, then into a tunnel.
    private static Air harbourAndValley() {
        Route route =
                new Route(
                        List.of(
                                new Route.Stop(MORNING, "harbour", 50),
                                new Route.Stop(NOON, "valley", 50),
                                new Route.Stop(EVENING, "nowhere", 50)));
        return everywhere(RoamingList.inOrder(BOTH))
                .withCoverage(List.of(at("harbour", NEW), at("valley", OLD)))
                .withRoute(route);
    }

    private static Air everywhere(RoamingList roamingList) {
        return new Air(List.of(always(NEW), always(OLD)), List.of(), roamingList, Route.NONE);
    }

    private static Coverage always(Cell cell) {
        return new Coverage(cell, Instant.MIN, Instant.MAX);
    }

    private static Coverage at(String place, Cell cell) {
        return new Coverage(cell, Optional.of(place), 100, Instant.MIN, Instant.MAX);
    }

    private static BandWish wishing(BandClass band) {
        return new BandWish(Optional.of(band), Optional.empty());
    }

    private static Cell cell(BandClass band, int channel, int dbm) {
        return new Cell(band, 0, channel, 12_304, 8, 168, 15, dbm);
    }
}
