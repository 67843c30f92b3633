package org.kadec21.hal.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that a person has asked for on a command line, made anew and written piece by piece; each
/// piece is in the file when [#append(byte[])] returns, so that others can read along.
public final class OutputFile implements AutoCloseable {

    private final Path path;
    private final OutputStream out;

    private OutputFile(Path path, OutputStream out) {
        this.path = path;
        this.out = out;
    }

    /// Makes the file, or empties it.
    ///
    /// @throws IOException when it cannot be made; the message says why
    public static OutputFile create(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new IOException(path + " is a folder, not a file");
        }
        return new OutputFile(path, Files.newOutputStream(path));
    }

    /// Writes a piece.
    ///
    /// @throws IOException when the disk is full or gone
    public void append(byte[] bytes) throws IOException {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException failed) {
            throw new IOException(
                    "expected to write to " + path + ": " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
