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

    /// A key and its certificate.
    ///
    /// @param file the name shown in errors
    /// @throws ConfigException when it is none
    static SigningKey signing(String file, String pem) {
        return read(file, pem, SigningKey::read);
    }

    /// @throws ConfigException when it is none
    static KeyList list(Path file) {
        try {
            return read(
                    file.toString(),
                    new String(HostFiles.read(file, MOST_BYTES), StandardCharsets.US_ASCII),
                    KeyList::read);
        } catch (IOException unreadable) {
            throw new ConfigException(file.toString(), String.valueOf(unreadable.getMessage()));
        }
    }

    private static <T> T read(String file, String text, Reader<T> reader) {
        try {
            return reader.read(text);
        } catch (KeyFileException unusable) {
            throw new ConfigException(file, String.valueOf(unusable.getMessage()));
        }
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(String text) throws KeyFileException;
    }
}
