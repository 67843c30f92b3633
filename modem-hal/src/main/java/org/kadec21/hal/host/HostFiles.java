package org.kadec21.hal.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The host's files that a person names on a command line or in a configuration: for reading only.
public final class HostFiles {

    private HostFiles() {}

    /// The whole file, which may be a pipe from a shell's `<(...)`.
    ///
    /// @param mostBytes no more is read; a longer file is refused
    /// @throws IOException when it cannot be read; the message says why
    public static byte[] read(Path file, int mostBytes) throws IOException {
        requireFile(file);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(mostBytes + 1);
            if (content.length > mostBytes) {
                throw new IOException(file + " has more than " + mostBytes + " bytes");
            }
            return content;
        }
    }

    /// As [#read(Path, int)], of a file that has an end: neither pipe nor device is opened, which
    /// could keep a running unit waiting for ever.
    public static byte[] readStored(Path file, int mostBytes) throws IOException {
        requireFile(file);
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is a device or a pipe, not a file");
        }
        return read(file, mostBytes);
    }

    /// The file's text in UTF-8, piece by piece; what is not UTF-8 reads as U+FFFD.
    ///
    /// @throws IOException when it cannot be opened; the message says why
    public static Reader text(Path file) throws IOException {
        requireFile(file);
        return new BufferedReader(
                new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
    }

    /// Whether there is such a file.
    public static boolean isThere(Path file) {
        return Files.isRegularFile(file);
    }

    /// Whether a folder of that name exists.
    public static boolean isFolder(Path folder) {
        return Files.isDirectory(folder);
    }

    private static void requireFile(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder, not a file");
        }
        if (!Files.exists(file)) {
            throw new IOException("there is no file " + file);
        }
        if (!Files.isReadable(file)) {
            throw new IOException("you have no right to read " + file);
        }
    }
}
