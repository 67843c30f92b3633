package org.kadec21.bench.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.config.NamedFiles;
import org.kadec21.simulation.carrier.BandClass;
import org.kadec21.simulation.carrier.CarrierPolicy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

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
              - {port: 25, from: 2008-10-01T00:00:00+09:00, own-servers: [Mail.Au-Net.test]}
            coverage:
              - {band-class: 3, channel: 76, sid: 1, nid: 2, pn: 3, ec-io-half-db: 4, dbm: -70}
            roaming-list: [3, 0]
            refused-subscribers: ["440700123456789"]
            """;

    @Test
    void theDefaultFileIsAuNet() {
        Path file = Path.of(System.getProperty("kadec21.home"), "config/carriers/au-net.yaml");

        assertThat(CarrierFile.read(file)).isEqualTo(CarrierPolicy.auNet(List.of()));
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
                });
        assertThat(carrier.coverage())
                .singleElement()
                .satisfies(cell -> {
                    assertThat(cell.cell().band()).isEqualTo(BandClass.BC3);
                    assertThat(cell.from()).isEqualTo(Instant.MIN);
                    assertThat(cell.until()).isEqualTo(Instant.MAX);
                });
        assertThat(carrier.roamingList()).containsExactly(BandClass.BC3, BandClass.BC0);
        assertThat(carrier.refusedSubscribers()).containsExactly("440700123456789");
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
