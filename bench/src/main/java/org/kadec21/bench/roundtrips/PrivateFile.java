package org.kadec21.bench.roundtrips;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// A program's configuration with a password in it, as long as the program needs it: nobody else
/// may read it.
record PrivateFile(Path path) implements AutoCloseable {

    /// Writes it to a folder for temporary files.
    ///
    /// @param ending of its name, as `.curlrc`
    static PrivateFile with(String text, String ending) throws IOException {
        PrivateFile file =
                new PrivateFile(
                        Files.createTempFile(
                                "kadec21",
                                ending,
                                PosixFilePermissions.asFileAttribute(
                                        PosixFilePermissions.fromString("rw-------"))));
        try {
            Files.writeString(file.path, text);
            return file;
        } catch (IOException full) {
            file.close();
            throw full;
        }
    }

    @Override
    public void close() throws IOException {
        Files.delete(path);
    }
}
