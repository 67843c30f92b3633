package org.kadec21.bench.config;

import org.kadec21.bench.console.Order;
import org.kadec21.bench.console.OrderBook;
import org.kadec21.bench.console.OrderException;
import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.config.ConfigReader;
import org.kadec21.firmware.config.Section;
import org.kadec21.firmware.config.Value;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/// A [Scenario] from a file of role `scenario`, `schema: kadec21/scenario/1`: the console's orders,
/// each with its time.
///
/// ```yaml
/// schema: kadec21/scenario/1
/// steps:
///   - {at: 30 s, do: signal -110}
///   - {at: 1 min, do: coverage none}
/// ```
public final class ScenarioFile {

    private ScenarioFile() {}

    /// Reads and validates a file.
    ///
    /// @throws ConfigException when it cannot be used
    public static Scenario read(Path file) {
        return WorldFile.read(reader(), file);
    }

    static ConfigReader<Scenario> reader() {
        return new ConfigReader<>("scenario", ScenarioFile::scenario);
    }

    private static Scenario scenario(Section top) {
        top.knows("schema", "steps");
        List<Scenario.Step> steps =
                top.sections("steps").stream()
                        .map(ScenarioFile::step)
                        .sorted(Comparator.comparing(Scenario.Step::at))
                        .toList();
        if (steps.isEmpty()) {
            throw top.wrong("expected at least one step under 'steps', but came none");
        }
        return new Scenario(steps);
    }

    private static Scenario.Step step(Section section) {
        section.knows("at", "do");
        Duration at = section.value("at").duration();
        Value words = section.value("do");
        return new Scenario.Step(at, order(section, words), words.text());
    }

    private static Order order(Section step, Value words) {
        try {
            return OrderBook.read(words.text());
        } catch (OrderException wrong) {
            throw step.wrong("do: " + wrong.getMessage());
        }
    }
}
