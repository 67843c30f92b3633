package org.kadec21.hal.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A folder of this computer for files that another process needs while it runs; gone when closed.
public final class TemporaryFolder implements AutoCloseable {

    private final Path folder;
    private final List<Path> files = new ArrayList<>();

    private TemporaryFolder(Path folder) {
        this.folder = folder;
    }

    /// Makes one.
    ///
    /// @throws IOException when the computer's place for such files cannot be written to
    public static TemporaryFolder create() throws IOException {
        return new TemporaryFolder(Files.createTempDirectory("kadec21-"));
    }

    /// Writes a file.
    public Path write(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        files.add(file);
        return Files.write(file, content);
    }

    @Override
    public void close() throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
    }
}
