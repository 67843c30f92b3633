package org.kadec21.bench.instruct;

import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.config.ConfigReader;
import org.kadec21.firmware.config.Section;
import org.kadec21.firmware.settings.Change;
import org.kadec21.firmware.settings.SettingPath;
import org.kadec21.hal.host.HostFiles;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// What an operator wants to be changed, from a file of role `changes`, `schema:
/// kadec21/changes/1`.
///
/// ```yaml
/// schema: kadec21/changes/1
/// changes:
///   - {set: servers.1.host, to: mail.example.net}
///   - {set: servers.1.ca, to-file: ca.pem}
///   - {remove: servers.2}
/// ```
public final class ChangesFile {

    private static final int MOST_BYTES = 1 << 20;

    private ChangesFile() {}

    /// Reads a file. Whether a unit takes such changes is not looked at here.
    ///
    /// @throws ConfigException when it cannot be used
    public static List<Change> read(Path file) {
        try {
            return reader().read(
                            file.toString(),
                            new String(HostFiles.read(file, MOST_BYTES), StandardCharsets.UTF_8),
                            named -> HostFiles.read(file.resolveSibling(named), MOST_BYTES));
        } catch (IOException unreadable) {
            throw new ConfigException(
                    file.toString(), "expected a file of changes, but " + unreadable.getMessage());
        }
    }

    static ConfigReader<List<Change>> reader() {
        return new ConfigReader<>(
                "changes",
                top ->
                        top.knows("schema", "changes").sections("changes").stream()
                                .map(ChangesFile::change)
                                .toList());
    }

    private static Change change(Section change) {
        change.knows("set", "to", "to-file", "remove");
        if (change.has("remove")) {
            if (change.has("set") || change.has("to") || change.has("to-file")) {
                throw change.wrong("expected 'remove' alone, but came more");
            }
            return new Change.Remove(path(change, "remove"));
        }
        if (change.has("to") == change.has("to-file")) {
            throw change.wrong("expected 'set' with either 'to' or 'to-file', or 'remove'");
        }
        String value =
                change.has("to")
                        ? change.value("to").text()
                        : new String(
                                        change.content(change.value("to-file")),
                                        StandardCharsets.UTF_8)
                                .strip();
        if (value.isEmpty() || value.length() > Change.MOST_VALUE_CHARACTERS) {
            throw change.wrong(
                    "expected a value of 1 to "
                            + Change.MOST_VALUE_CHARACTERS
                            + " characters, but came "
                            + value.length());
        }
        return new Change.Put(path(change, "set"), value);
    }

    private static SettingPath path(Section change, String key) {
        return SettingPath.parse(change.value(key).text())
                .orElseThrow(() -> change.value(key).wrong(SettingPath.WORDS));
    }
}
