package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.config.Bearing;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.carrier.LineNoise;
import org.kadec21.simulation.carrier.PacketCalls;
import org.kadec21.simulation.provider.tls.KeyKind;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Mails over PPP on a line that damages what crosses it, in both directions. A link layer that
/// repeats nothing loses every frame with a damaged byte in it; on a line that is bad enough the
/// unit has the network repeat frames (numbered mode).
class BadLineTest {

    private static final Duration TWO_DAYS = Duration.ofHours(50);
    private static final Duration BAD_HOURS = Duration.ofHours(10);

    /// Nobody listens to a line on which nothing gets through for longer than that in ten hours.
    private static final Duration MOST_ON_AIR = Duration.ofHours(3);

    /// Most frames are damaged, a segment of 64 bytes comes through in one of three.
    @Test
    void bringsEveryMailOnceWhereOneByteInAHundredIsDamaged() throws Exception {
        bringsEverythingOnceInClearText(3);
    }

    @Tag("full")
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 4, 5, 6, 7})
    void bringsEveryMailOnceWhereOneByteInAHundredIsDamagedWhateverTheSeed(long seed)
            throws Exception {
        bringsEverythingOnceInClearText(seed);
    }

    private static void bringsEverythingOnceInClearText(long seed) throws Exception {
        try (Lab lab = lab(seed, Units.legacy(), noise(0.01, 0, 0))) {
            lab.runFor(TWO_DAYS);

            lab.requireAllDelivered();
            assertThat(lab.journalled("modem.restless")).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0.001, 0, 0",
        "2, 0, 0.01, 0",
        "3, 0, 0.05, 0",
        "4, 0, 0, 0.02",
        "3, 0.01, 0, 0",
        "1, 0.05, 0, 0"
    })
    void bringsEveryMailOnceInsideTls(long seed, double bytes, double frames, double lost)
            throws Exception {
        bringsEverythingOnceInsideTls(seed, bytes, frames, lost);
    }

    @Tag("full")
    @ParameterizedTest
    @CsvSource({
        "1, 0.005, 0, 0",
        "2, 0.005, 0, 0",
        "3, 0, 0.01, 0.02",
        "4, 0, 0.05, 0.02",
        "1, 0.01, 0, 0",
        "2, 0.01, 0, 0",
        "4, 0.01, 0, 0",
        "5, 0.01, 0, 0",
        "6, 0.01, 0, 0",
        "2, 0.05, 0, 0",
        "3, 0.05, 0, 0",
        "4, 0.05, 0, 0",
        "5, 0.05, 0, 0"
    })
    void bringsEveryMailOnceInsideTlsOnWorseLines(
            long seed, double bytes, double frames, double lost) throws Exception {
        bringsEverythingOnceInsideTls(seed, bytes, frames, lost);
    }

    private static void bringsEverythingOnceInsideTls(
            long seed, double bytes, double frames, double lost) throws Exception {
        try (Lab lab = lab(seed, Units.dualBand(), noise(bytes, frames, lost))) {
            lab.runFor(TWO_DAYS);

            lab.requireAllDelivered();
            assertThat(lab.journalled("modem.restless")).isZero();
        }
    }

    /// Without numbered mode one frame in twelve comes through: no handshake of TLS does. The unit
    /// says why, spends little, keeps everything, and delivers when the line is mended.
    @Test
    void keepsEverythingWhereNothingComesThroughAndBringsItLater() throws Exception {
        PacketCalls bad = noise(0.05, 0, 0);
        try (Lab lab = lab(1, unnumbered(Units.dualBand()), bad)) {
            lab.runFor(BAD_HOURS);

            assertThat(lab.journalled("mail.done")).isZero();
            assertThat(OnAir.of(lab.journal, BAD_HOURS)).isLessThan(MOST_ON_AIR);
            assertThat(lab.journalled("modem.restless")).isZero();
            assertThat(lab.troubles)
                    .isNotEmpty()
                    .allSatisfy(trouble -> assertThat(trouble).containsAnyOf("expected", "broke"));

            lab.world.carrier().change(CarrierPolicy.auNet(List.of()).withBlocks(List.of()));
            lab.runFor(TWO_DAYS.minus(BAD_HOURS));

            lab.requireAllDelivered();
        }
    }

    private static UnitConfig unnumbered(UnitConfig read) {
        Bearing bearing = read.module().bearing().numbering(Bearing.NumberedMode.NEVER);
        return read.withModule(read.module().withBearing(bearing));
    }

    private static PacketCalls noise(double bytes, double frames, double lost) {
        PacketCalls good = PacketCalls.OPEN;
        return new PacketCalls(
                good.authentication(),
                good.account(),
                good.idle(),
                lost,
                new LineNoise(bytes, frames));
    }

    private static Lab lab(long seed, UnitConfig read, PacketCalls calls) throws Exception {
        Bearing bearing = read.module().bearing().only(Bearing.Way.PPP);
        UnitConfig unit = read.withModule(read.module().withBearing(bearing));
        Instant start =
                read.firmware().startTls()
                        ? Instant.parse("2013-01-31T05:59:00Z")
                        : Instant.parse("2008-01-31T05:59:00Z");
        Station station = Station.gusty(start, Duration.ofHours(1), 30);
        WorldSetup setup = WorldSetup.standard(seed, station.start(), unit);
        return new Lab(
                setup.withKeys(KeyKind.ED25519).withCarrier(setup.carrier().withPacketCalls(calls)),
                station);
    }
}
