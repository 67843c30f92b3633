package org.kadec21.bench.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.config.NamedFiles;
import org.kadec21.simulation.carrier.BandClass;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.carrier.RoamingList;
import org.kadec21.simulation.carrier.Route;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

class CarrierFileTest {

    private static final String CARRIER =
            """
            schema: kadec21/carrier/1
            operator: KDDI
            line:
              round-trip: 250 ms
              up-bits-per-second: 4800
              down-bits-per-second: 0
            blocked-ports:
              - {port: 25, from: 2008-10-01T00:00:00+09:00, own-servers: [Mail.Au-Net.test], percent: 30}
            coverage:
              - {band-class: 3, channel: 76, sid: 1, nid: 2, pn: 3, ec-io-half-db: 4, dbm: -70}
            band-ends:
              - {band-class: 3, at: 2012-07-22T00:00:00+09:00}
            roaming-list: [3, 0]
            refused-subscribers: ["440700123456789"]
            """;

    private static final String ROUTE =
            """
            schema: kadec21/carrier/1
            operator: KDDI
            coverage:
              - {place: valley, band-class: 0, channel: 76, sid: 1, nid: 2, pn: 3, ec-io-half-db: 4, dbm: -70, percent: 40}
            route:
              - {from: 2012-03-01T00:00:00Z, place: valley, spot: 39}
              - {from: 2012-03-01T01:00:00Z, place: nowhere}
            roaming-list: [0, 3]
            """;

    @Test
    void theDefaultFileIsAuNet() {
        Path file = Path.of(System.getProperty("kadec21.home"), "config/carriers/au-net.yaml");

        assertThat(CarrierFile.read(file))
                .isEqualTo(CarrierPolicy.auNet(List.of("mail.au-net.test")));
    }

    @Test
    void everyKeyCounts() {
        CarrierPolicy carrier = read(CARRIER);

        assertThat(carrier.operator()).isEqualTo("KDDI");
        assertThat(carrier.roundTrip()).isEqualTo(Duration.ofMillis(250));
        assertThat(carrier.upBitsPerSecond()).isEqualTo(4800);
        assertThat(carrier.downBitsPerSecond()).isZero();
        assertThat(carrier.blocks())
                .singleElement()
                .satisfies(block -> {
                    assertThat(block.port()).isEqualTo(25);
                    assertThat(block.from()).isEqualTo(Instant.parse("2008-09-30T15:00:00Z"));
                    assertThat(block.ownServers()).containsExactly("mail.au-net.test");
                    assertThat(block.percent()).isEqualTo(30);
                });
        assertThat(carrier.coverage())
                .singleElement()
                .satisfies(cell -> {
                    assertThat(cell.cell().band()).isEqualTo(BandClass.BC3);
                    assertThat(cell.from()).isEqualTo(Instant.MIN);
                    assertThat(cell.until()).isEqualTo(Instant.MAX);
                });
        assertThat(carrier.air().roamingList())
                .isEqualTo(RoamingList.inOrder(List.of(BandClass.BC3, BandClass.BC0)));
        assertThat(carrier.air().endOf(BandClass.BC3))
                .contains(Instant.parse("2012-07-21T15:00:00Z"));
        assertThat(carrier.refusedSubscribers()).containsExactly("440700123456789");
    }

    @Test
    void cellsHavePlacesAndTheUnitARoute() {
        CarrierPolicy carrier = read(ROUTE);

        assertThat(carrier.coverage())
                .singleElement()
                .satisfies(cell -> {
                    assertThat(cell.place()).contains("valley");
                    assertThat(cell.percent()).isEqualTo(40);
                });
        assertThat(carrier.air().route().stops())
                .containsExactly(
                        new Route.Stop(Instant.parse("2012-03-01T00:00:00Z"), "valley", 39),
                        new Route.Stop(Instant.parse("2012-03-01T01:00:00Z"), "nowhere", 50));
    }

    @Test
    void bandClassesJoinedByPlusAreEqual() {
        assertThat(read(CARRIER.replace("[3, 0]", "[0+3]")).air().roamingList())
                .isEqualTo(new RoamingList(List.of(List.of(BandClass.BC0, BandClass.BC3))));
    }

    @Test
    void theMovingUnitsCarrierCanBeRead() {
        Path file = Path.of(System.getProperty("kadec21.home"), "config/carriers/moving.yaml");

        assertThat(CarrierFile.read(file).air().route().stops()).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    place: valley, spot | place: vally, spot | 6: place: expected a place that a cell of 'coverage' has, one of valley, nowhere, but came 'vally'
                    spot: 39            | spot: 100          | 6: spot: expected a whole number from 0 to 99, but came '100'
                    percent: 40         | percent: 0         | 4: percent: expected a whole number from 1 to 100, but came '0'
                    {place: valley      | {place: nowhere    | 4: place: expected another name, since no cell is received at 'nowhere', but came 'nowhere'
                    T01:00              | T00:00             | 7: from: expected a moment later than the stop before it, 2012-03-01T00:00:00Z, but came '2012-03-01T00:00:00Z'
                    [0, 3]              | [0, 0+3]           | 8: roaming-list: expected each band class once, but came '0+3'
                    [0, 3]              | [1]                | 8: roaming-list: expected one of 0, 3, 0+3, but came '1'; did you mean '0'?
                    route:              | band-ends:         | 6: unknown key 'from' in band-ends; known here: band-class, at
                    """)
    void aSlipInTheAirIsShownWithItsLine(String line, String slip, String complaint) {
        assertThat(ROUTE).contains(line);

        assertRefused(ROUTE.replaceFirst(Pattern.quote(line), slip), "au.yaml:" + complaint);
    }

    @Test
    void placesWithoutARouteAreRefusedWithTheRouteToAdd() {
        assertRefused(
                ROUTE.replaceAll("(?s)route:.*roaming", "roaming"),
                "au.yaml:1: carrier: expected a 'route' that says where the unit is, since cells"
                        + " have places (valley), but came none; add route: [{from:"
                        + " 2012-01-01T00:00:00+09:00, place: valley}]");
    }

    @Test
    void anUnknownKeyIsNamedWithItsLineAndTheOneThatWasMeant() {
        assertRefused(
                CARRIER.replace("round-trip:", "roundtrip:"),
                "au.yaml:4: unknown key 'roundtrip' in line; did you mean 'round-trip'?");
    }

    @Test
    void aRateNoProtocolCanLiveWithIsRefused() {
        assertRefused(
                CARRIER.replace("4800", "299"),
                "au.yaml:5: up-bits-per-second: expected 0 for no limit, or a rate of at least 300"
                        + " bit/s, but came '299'");
    }

    @Test
    void aDateWithoutItsDistanceFromUtcIsRefused() {
        assertRefused(
                CARRIER.replace("+09:00", ""),
                "au.yaml:8: from: expected a moment such as 2008-10-01T00:00:00+09:00, but came"
                        + " '2008-10-01T00:00:00'");
    }

    @Test
    void aBlockForNobodyIsRefused() {
        assertRefused(
                CARRIER.replace("percent: 30", "percent: 0"),
                "au.yaml:8: percent: expected a whole number from 1 to 100, but came '0'");
    }

    @Test
    void coverageThatEndsBeforeItBeginsIsRefused() {
        String dates = "dbm: -70, from: 2012-07-22T00:00:00Z, until: 2012-07-22T00:00:00Z";

        assertRefused(
                CARRIER.replace("dbm: -70", dates),
                "au.yaml:10: coverage: expected 'until' to be later than 'from', but"
                        + " 2012-07-22T00:00:00Z is not later than 2012-07-22T00:00:00Z");
    }

    @Test
    void aCarrierWithoutACellIsRefused() {
        String nowhere = CARRIER.replaceAll("(?s)coverage:.*roaming", "coverage: []\nroaming");

        assertThatThrownBy(() -> read(nowhere)).hasMessageContaining("nobody could register");
    }

    @Test
    void aUnitIsNoCarrier() {
        assertRefused(
                CARRIER.replace("carrier/1", "unit/1"),
                "au.yaml:1: schema: expected 'kadec21/carrier/1', but came 'kadec21/unit/1'");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> CarrierFile.read(Path.of("no-such-carrier.yaml")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("there is no file no-such-carrier.yaml");
    }

    private static CarrierPolicy read(String text) {
        return CarrierFile.reader().read("au.yaml", text, NamedFiles.none());
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }
}
