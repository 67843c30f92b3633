package org.kadec21.bench;

import org.kadec21.bench.image.SigningKey;
import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.update.KeyFileException;
import org.kadec21.firmware.update.KeyList;
import org.kadec21.hal.host.HostFiles;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Key files that a command line names.
final class KeyFiles {

    private static final int MOST_BYTES = 1 << 20;

    private KeyFiles() {}

    /// @throws ConfigException when it is none
    static SigningKey signing(Path file) {
        return read(file, SigningKey::read);
    }

    /// @throws ConfigException when it is none
    static KeyList list(Path file) {
        return read(file, KeyList::read);
    }

    private static <T> T read(Path file, Reader<T> reader) {
        try {
            return reader.read(
                    new String(HostFiles.read(file, MOST_BYTES), StandardCharsets.US_ASCII));
        } catch (IOException | KeyFileException unusable) {
            throw new ConfigException(file.toString(), String.valueOf(unusable.getMessage()));
        }
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(String text) throws KeyFileException;
    }
}
