package org.kadec21.bench.config;

import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.config.ConfigReader;
import org.kadec21.firmware.config.NamedFiles;
import org.kadec21.hal.host.HostFiles;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Reads a file of the world's configuration. It may not name further files.
final class WorldFile {

    private static final int MOST_BYTES = 1 << 20;

    private WorldFile() {}

    /// Reads and validates a file.
    ///
    /// @throws ConfigException when it cannot be read, or for the first thing that is wrong in it
    static <T> T read(ConfigReader<T> reader, Path file) {
        try {
            String text = new String(HostFiles.read(file, MOST_BYTES), StandardCharsets.UTF_8);
            return reader.read(file.toString(), text, NamedFiles.none());
        } catch (IOException unreadable) {
            throw new ConfigException(
                    file.toString(),
                    "expected a "
                            + reader.role()
                            + "'s configuration, but "
                            + unreadable.getMessage());
        }
    }
}
