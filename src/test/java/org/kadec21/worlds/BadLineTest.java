package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.carrier.LineNoise;
import org.kadec21.simulation.carrier.PacketCalls;
import org.kadec21.simulation.provider.tls.KeyKind;

import java.time.Duration;
import java.time.Instant;

/// Mails over PPP on a line that damages what crosses it.
class BadLineTest {

    private static final Instant START = Instant.parse("2013-01-31T05:59:00Z");
    private static final Duration TWO_DAYS = Duration.ofHours(50);

    @ParameterizedTest
    @CsvSource({"1, 0.01", "2, 0.01", "3, 0.01", "4, 0.01", "5, 0.01", "6, 0.01", "1, 0.001", "1, 0.003", "2, 0.003"})
    void bytes(long seed, double part) throws Exception {
        try (Lab lab = lab(seed, new LineNoise(part, 0))) {
            long t0 = System.nanoTime();
            lab.runFor(TWO_DAYS);
            long ms = (System.nanoTime() - t0) / 1000000;
            System.err.println("SEED " + seed + " " + part + " wall " + ms + " up " + lab.journalled("ppp.up") + " acc "
                    + lab.journalled("mail.accepted") + " indoubt " + lab.journalled("mail.in_doubt")
                    + " onair " + OnAir.of(lab.journal, TWO_DAYS));
            lab.journal.stream().filter(l -> l.contains("ppp.") || l.contains("mail.") || l.contains("modem.offline") || l.contains("comms.")).limit(60).forEach(l -> System.err.println("  " + l));
            lab.requireAllDelivered();
        }
    }

    static Lab lab(long seed, LineNoise noise) throws Exception {
        UnitConfig unit =
                Units.dualBand(yaml -> yaml.replaceFirst("(?m)^module:", "module:\n  bearer: ppp"));
        Station station = Station.gusty(START, Duration.ofHours(1), 30);
        WorldSetup setup = WorldSetup.standard(seed, station.start(), unit);
        CarrierPolicy carrier = setup.carrier();
        return new Lab(
                setup.withKeys(KeyKind.ED25519)
                        .withCarrier(carrier.withPacketCalls(PacketCalls.OPEN.over(noise))),
                station);
    }
}
