package org.kadec21.bench.config;

import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.config.ConfigReader;
import org.kadec21.firmware.config.Section;
import org.kadec21.firmware.config.Value;
import org.kadec21.firmware.config.Words;
import org.kadec21.simulation.carrier.BandClass;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.carrier.Cell;
import org.kadec21.simulation.carrier.Coverage;
import org.kadec21.simulation.carrier.PortBlock;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
    private static final Words<BandClass> BANDS =
            Words.of("0", BandClass.BC0).or("3", BandClass.BC3);
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
                "roaming-list",
                "refused-subscribers");
        List<Coverage> coverage =
                top.sections("coverage").stream().map(CarrierFile::coverage).toList();
        if (coverage.isEmpty()) {
            throw top.wrong(
                    "expected at least one cell under 'coverage', but came none; nobody could"
                            + " register");
        }
        CarrierPolicy carrier =
                new CarrierPolicy(
                        top.value("operator").matching(OPERATOR, "1 to 32 printable characters"),
                        CarrierPolicy.DEFAULT_ROUND_TRIP,
                        CarrierPolicy.DEFAULT_UP_BITS_PER_SECOND,
                        CarrierPolicy.DEFAULT_DOWN_BITS_PER_SECOND,
                        top.sections("blocked-ports").stream().map(CarrierFile::block).toList(),
                        coverage,
                        roamingList(top),
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

    private static Coverage coverage(Section cell) {
        cell.knows(
                "band-class",
                "subclass",
                "channel",
                "sid",
                "nid",
                "pn",
                "ec-io-half-db",
                "dbm",
                "from",
                "until");
        Instant from = cell.find("from").map(Value::moment).orElse(Instant.MIN);
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
                        cell.value("band-class").choice(BANDS),
                        cell.find("subclass").map(value -> value.integer(0, 7)).orElse(0),
                        cell.value("channel").integer(1, 2047),
                        cell.value("sid").integer(0, 32_767),
                        cell.value("nid").integer(0, 65_535),
                        cell.value("pn").integer(0, 511),
                        cell.value("ec-io-half-db").integer(0, 63),
                        cell.value("dbm").integer(-125, -25)),
                from,
                until);
    }

    private static List<BandClass> roamingList(Section top) {
        List<BandClass> bands =
                top.values("roaming-list").stream().map(band -> band.choice(BANDS)).toList();
        if (bands.isEmpty()) {
            throw top.wrong(
                    "expected at least one band class under 'roaming-list', such as [0, 3], but"
                            + " came none");
        }
        return bands;
    }
}
