package org.kadec21.bench;

import org.jspecify.annotations.Nullable;
import org.kadec21.bench.config.CarrierFile;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.simulation.carrier.BandClass;
import org.kadec21.simulation.carrier.BandEnd;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.carrier.PortBlock;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The carrier of a bench run: a file, and options that replace what it says.
final class CarrierOptions {

    private static final int SMTP = 25;
    private static final int LONGEST_ROUND_TRIP_MILLIS = 300_000;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--carrier",
            paramLabel = "FILE",
            description =
                    "The carrier, see docs/configuration.md (default:"
                            + " config/carriers/au-net.yaml).")
    private @Nullable Path file;

    @Option(
            names = "--rtt",
            paramLabel = "MS",
            description =
                    "Round trip through the carrier in milliseconds, instead of the file's (300"
                            + " in the default file).")
    private @Nullable Integer roundTripMillis;

    @Option(
            names = "--rate",
            paramLabel = "UP[,DOWN]",
            converter = Rates.Converter.class,
            description =
                    "The carrier's rates in bit/s, instead of the file's (9600,64000 in the default"
                            + " file); one number stands for both.")
    private @Nullable Rates rates;

    @Option(
            names = "--port25-blocked-from",
            paramLabel = "DATE",
            converter = DateOption.class,
            description =
                    "From when the carrier drops port 25 (OP25B), instead of what the file says of"
                            + " blocked ports (in steps up to 2008-10-01 JST in the default file).")
    private @Nullable Instant portBlockedFrom;

    @Option(
            names = "--old-band-ends",
            paramLabel = "DATE",
            converter = DateOption.class,
            description =
                    "When old 800 MHz (band class 3) goes off the air, for carrier and unit,"
                        + " instead of what their files say (2012-07-22 JST in the default files).")
    private @Nullable Instant oldBandEnds;

    /// What the file says, and the options put in.
    CarrierPolicy policy() {
        CarrierPolicy policy = CarrierFile.read(file == null ? standard() : file);
        if (roundTripMillis != null) {
            policy =
                    policy.withLine(
                            roundTrip(roundTripMillis),
                            policy.upBitsPerSecond(),
                            policy.downBitsPerSecond());
        }
        if (rates != null) {
            policy = policy.withLine(policy.roundTrip(), rates.up(), rates.down());
        }
        if (portBlockedFrom != null) {
            policy = policy.withBlocks(List.of(new PortBlock(SMTP, portBlockedFrom, List.of())));
        }
        return oldBandEnds == null
                ? policy
                : policy.withAir(
                        policy.air()
                                .withBandEnds(List.of(new BandEnd(BandClass.BC3, oldBandEnds))));
    }

    /// The unit's file, and the option that concerns it put in.
    UnitConfig unit(UnitConfig written) {
        return oldBandEnds == null ? written : written.withOldBandEnd(oldBandEnds);
    }

    /// The carrier that stands for au.NET.
    static Path standard() {
        return Home.path("config", "carriers", "au-net.yaml");
    }

    private Duration roundTrip(int millis) {
        if (millis < 0 || millis > LONGEST_ROUND_TRIP_MILLIS) {
            throw wrong(
                    "--rtt: expected milliseconds from 0 to "
                            + LONGEST_ROUND_TRIP_MILLIS
                            + ", but came "
                            + millis);
        }
        return Duration.ofMillis(millis);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
