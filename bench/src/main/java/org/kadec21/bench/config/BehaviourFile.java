package org.kadec21.bench.config;

import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.config.ConfigReader;
import org.kadec21.firmware.config.Section;
import org.kadec21.firmware.config.Value;

import java.nio.file.Path;
import java.util.List;

/// A provider's faults from a file of role `behaviour`, `schema: kadec21/behaviour/1`. Its keys are
/// described in `docs/configuration.md`.
public final class BehaviourFile {

    private static final int MOST_CONNECTIONS = 10_000;

    private BehaviourFile() {}

    /// Reads and validates a file.
    ///
    /// @throws ConfigException when it cannot be used
    public static BehaviourScript read(Path file) {
        return WorldFile.read(reader(), file);
    }

    /// The reader of behaviour files.
    public static ConfigReader<BehaviourScript> reader() {
        return new ConfigReader<>("behaviour", BehaviourFile::script);
    }

    private static BehaviourScript script(Section top) {
        top.knows("schema", "always", "connections", "drawn");
        List<String> connections = names(top.values("connections"));
        if (connections.size() > MOST_CONNECTIONS) {
            throw top.wrong("expected at most " + MOST_CONNECTIONS + " connections");
        }
        List<String> always = names(top.values("always"));
        if (top.has("drawn")) {
            Section drawn = top.section("drawn");
            drawn.knows("percent", "from");
            List<String> from = names(drawn.values("from"));
            return new BehaviourScript(
                    always,
                    connections,
                    drawn.value("percent").integer(1, 100),
                    from.isEmpty() ? BehaviourScript.numbered() : from);
        }
        return new BehaviourScript(always, connections, 0, List.of());
    }

    private static List<String> names(List<Value> values) {
        return values.stream().map(BehaviourFile::name).toList();
    }

    private static String name(Value value) {
        return BehaviourScript.resolve(value.text())
                .orElseThrow(() ->
                        value.wrong(
                                "a number from 1 to 40 or a name of the table in"
                                        + " docs/simulated-provider.md, such as 'lost-250-eof'"));
    }
}
