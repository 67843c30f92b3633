package org.kadec21.bench.config;

import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.config.ConfigReader;
import org.kadec21.firmware.config.Section;
import org.kadec21.firmware.config.Value;
import org.kadec21.simulation.module.fault.FaultList;
import org.kadec21.simulation.module.fault.UnknownFaultException;
import org.kadec21.simulation.weather.Gust;
import org.kadec21.simulation.weather.Trouble;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What goes wrong around a unit and when, so far how its module misbehaves: a file of role
/// `weather`, `schema: kadec21/weather/1`. Its keys are described in `docs/configuration.md`.
///
/// ```yaml
/// schema: kadec21/weather/1
/// faults:
///   - {what: late-reply, from: 1 h, to: 3 h}
///   - {what: "port-trouble:chance=1", from: 6 h, to: 48 h, every: 12 h, for: 2 min}
/// ```
public final class WeatherFile {

    /// Longest time from the beginning.
    private static final Duration LONGEST = Duration.ofDays(400);

    /// Times that one entry may come back.
    private static final int MOST_TIMES = 10_000;

    private WeatherFile() {}

    /// Reads and validates a file.
    ///
    /// @return in order of time
    /// @throws ConfigException when it cannot be used
    public static List<Gust> read(Path file) {
        return WorldFile.read(reader(), file);
    }

    /// The reader of weather files.
    public static ConfigReader<List<Gust>> reader() {
        return new ConfigReader<>("weather", WeatherFile::weather);
    }

    private static List<Gust> weather(Section top) {
        top.knows("schema", "faults");
        List<Gust> gusts = new ArrayList<>();
        top.sections("faults").forEach(entry -> gusts.addAll(gusts(entry)));
        if (gusts.isEmpty()) {
            throw top.wrong("expected at least one entry under 'faults', but came none");
        }
        gusts.sort(Comparator.comparing(Gust::at));
        return List.copyOf(gusts);
    }

    private static List<Gust> gusts(Section entry) {
        entry.knows("what", "from", "to", "every", "for");
        FaultList faults = faults(entry.value("what"));
        Duration from = entry.find("from").map(WeatherFile::moment).orElse(Duration.ZERO);
        Duration to = moment(entry.value("to"));
        if (to.compareTo(from) <= 0) {
            throw entry.value("to").wrong("a duration longer than 'from'");
        }
        if (!entry.has("every")) {
            if (entry.has("for")) {
                throw entry.wrong("expected 'every' beside 'for', but came 'for' alone");
            }
            return List.of(new Gust(from, new Trouble.ModuleMisbehaves(to.minus(from), faults)));
        }
        Duration every = entry.value("every").positiveDuration();
        Duration span = entry.value("for").positiveDuration();
        if (span.compareTo(every) >= 0) {
            throw entry.value("for").wrong("a duration shorter than 'every'");
        }
        if (to.minus(from).dividedBy(every) >= MOST_TIMES) {
            throw entry.value("every")
                    .wrong("at most " + MOST_TIMES + " times from 'from' to 'to'");
        }
        List<Gust> gusts = new ArrayList<>();
        for (Duration at = from; at.compareTo(to) < 0; at = at.plus(every)) {
            gusts.add(new Gust(at, new Trouble.ModuleMisbehaves(span, faults)));
        }
        return gusts;
    }

    private static FaultList faults(Value what) {
        try {
            return FaultList.parse(what.text());
        } catch (UnknownFaultException e) {
            throw what.wrong("a list of faults; " + e.getMessage());
        }
    }

    private static Duration moment(Value value) {
        Duration moment = value.duration();
        if (moment.compareTo(LONGEST) > 0) {
            throw value.wrong("a duration of at most " + LONGEST.toDays() + " d");
        }
        return moment;
    }
}
