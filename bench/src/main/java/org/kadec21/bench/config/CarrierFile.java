package org.kadec21.bench.config;

import org.kadec21.firmware.config.CarrierForm;
import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.config.ConfigReader;
import org.kadec21.firmware.config.Section;
import org.kadec21.firmware.config.Value;
import org.kadec21.firmware.config.Words;
import org.kadec21.simulation.carrier.BlockAnswer;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.carrier.PortBlock;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/// A [CarrierPolicy] from a file of role `carrier`, `schema: kadec21/carrier/1`. Its keys are
/// described in `docs/configuration.md`.
///
/// ```java
/// CarrierPolicy carrier = CarrierFile.read(Path.of("config/carriers/au-net.yaml"));
/// ```
public final class CarrierFile {

    private static final Pattern IMSI = Pattern.compile("\\d{6,15}");
    private static final Words<BlockAnswer> ANSWERS =
            Words.of("none", BlockAnswer.SILENCE)
                    .or("reset", BlockAnswer.RESET)
                    .or("unreachable", BlockAnswer.UNREACHABLE);

    private static final int ALL = 100;
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
        CarrierForm.knowsEveryKey(top);
        CarrierPolicy carrier =
                new CarrierPolicy(
                        CarrierForm.operator(top),
                        CarrierPolicy.DEFAULT_ROUND_TRIP,
                        CarrierPolicy.DEFAULT_UP_BITS_PER_SECOND,
                        CarrierPolicy.DEFAULT_DOWN_BITS_PER_SECOND,
                        top.sections("blocked-ports").stream().map(CarrierFile::block).toList(),
                        AirSection.read(top),
                        top.values("refused-subscribers").stream()
                                .map(imsi -> imsi.matching(IMSI, "an IMSI of 6 to 15 digits"))
                                .toList());
        CarrierPolicy shaped =
                top.findSection("line").map(line -> withLine(carrier, line)).orElse(carrier);
        return top.findSection("packet-calls")
                .map(calls -> shaped.withPacketCalls(PacketCallsSection.read(calls)))
                .orElse(shaped);
    }

    private static CarrierPolicy withLine(CarrierPolicy carrier, Section line) {
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
        return new PortBlock(
                CarrierForm.port(block),
                CarrierForm.from(block),
                CarrierForm.ownServers(block),
                block.find("percent").map(part -> part.integer(1, ALL)).orElse(ALL),
                block.find("answer")
                        .map(answer -> answer.choice(ANSWERS))
                        .orElse(BlockAnswer.SILENCE));
    }
}
