package org.kadec21.bench.config;

import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.config.ConfigReader;
import org.kadec21.firmware.config.Section;
import org.kadec21.firmware.config.Value;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.carrier.PortBlock;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/// A [CarrierPolicy] from a file of role `carrier`, `schema: kadec21/carrier/1`. Its keys are
/// described in `docs/configuration.md`.
///
/// ```java
/// CarrierPolicy carrier = CarrierFile.read(Path.of("config/carriers/au-net.yaml"));
/// ```
public final class CarrierFile {

    /// AT answers have no way to escape a quote.
    private static final Pattern OPERATOR = Pattern.compile("[ !#-~]{1,32}");

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:-]{1,253}");
    private static final Pattern IMSI = Pattern.compile("\\d{6,15}");
    private static final Duration LONGEST_ROUND_TRIP = Duration.ofMinutes(5);

    private CarrierFile() {}

    /// Reads and validates a file.
    ///
    /// @throws ConfigException when it cannot be used
    public static CarrierPolicy read(Path file) {
        return WorldFile.read(reader(), file);
    }

    /// The reader of carrier files.
    public static ConfigReader<CarrierPolicy> reader() {
        return new ConfigReader<>("carrier", CarrierFile::carrier);
    }

    private static CarrierPolicy carrier(Section top) {
        top.knows(
                "schema",
                "operator",
                "line",
                "blocked-ports",
                "coverage",
                "band-ends",
                "roaming-list",
                "route",
                "refused-subscribers");
        CarrierPolicy carrier =
                new CarrierPolicy(
                        top.value("operator").matching(OPERATOR, "1 to 32 printable characters"),
                        CarrierPolicy.DEFAULT_ROUND_TRIP,
                        CarrierPolicy.DEFAULT_UP_BITS_PER_SECOND,
                        CarrierPolicy.DEFAULT_DOWN_BITS_PER_SECOND,
                        top.sections("blocked-ports").stream().map(CarrierFile::block).toList(),
                        AirSection.read(top),
                        top.values("refused-subscribers").stream()
                                .map(imsi -> imsi.matching(IMSI, "an IMSI of 6 to 15 digits"))
                                .toList());
        return top.findSection("line").map(line -> withLine(carrier, line)).orElse(carrier);
    }

    private static CarrierPolicy withLine(CarrierPolicy carrier, Section line) {
        line.knows("round-trip", "up-bits-per-second", "down-bits-per-second");
        return carrier.withLine(
                line.find("round-trip").map(CarrierFile::roundTrip).orElse(carrier.roundTrip()),
                line.find("up-bits-per-second")
                        .map(CarrierFile::rate)
                        .orElse(carrier.upBitsPerSecond()),
                line.find("down-bits-per-second")
                        .map(CarrierFile::rate)
                        .orElse(carrier.downBitsPerSecond()));
    }

    private static Duration roundTrip(Value value) {
        Duration roundTrip = value.duration();
        if (roundTrip.compareTo(LONGEST_ROUND_TRIP) > 0) {
            throw value.wrong("a duration of at most 5 min");
        }
        return roundTrip;
    }

    /// In bit/s; 0 for a line without a limit.
    private static long rate(Value value) {
        int rate = value.integer(0, Integer.MAX_VALUE);
        if (rate > 0 && rate < CarrierPolicy.LOWEST_BITS_PER_SECOND) {
            throw value.wrong(
                    "0 for no limit, or a rate of at least "
                            + CarrierPolicy.LOWEST_BITS_PER_SECOND
                            + " bit/s");
        }
        return rate;
    }

    private static PortBlock block(Section block) {
        block.knows("port", "from", "own-servers");
        return new PortBlock(
                block.value("port").integer(1, 65_535),
                block.find("from").map(Value::moment).orElse(Instant.MIN),
                block.values("own-servers").stream()
                        .map(host -> host.matching(HOST, "a host name or address"))
                        .map(host -> host.toLowerCase(Locale.ROOT))
                        .toList());
    }
}
