package org.kadec21.firmware.config;

import org.kadec21.firmware.config.YamlNode.Mapping;

import java.util.function.Function;

/// Reads one role of configuration file. On its first line stands `schema: kadec21/<role>/1`, so
/// that a carrier handed in as a unit is told apart from a unit full of mistakes.
///
/// ```java
/// ConfigReader<Carrier> carriers =
///         new ConfigReader<>(
///                 "carrier",
///                 top -> new Carrier(top.knows("schema", "operator").value("operator").text()));
/// Carrier carrier = carriers.read("config/carriers/au-net.yaml", text, NamedFiles.none());
/// ```
///
/// @param role `unit`, `carrier`, `provider`, `scenario` or `weather`
/// @param binder builds the record from the top-level group; it includes `schema` among the keys it
///   [Section#knows]
public record ConfigReader<T>(String role, Function<Section, T> binder) {

    /// Parses and validates.
    ///
    /// @param file the name shown in errors
    /// @throws ConfigException for the first thing that is wrong
    public T read(String file, String text, NamedFiles files) {
        Mapping top = YamlReader.read(file, text);
        Section section = new Section(file, files, role, top);
        String schema = "kadec21/" + role + "/1";
        Value found = section.value("schema");
        if (!found.raw().equals(schema)) {
            throw found.wrong("'" + schema + "'");
        }
        return binder.apply(section);
    }
}
