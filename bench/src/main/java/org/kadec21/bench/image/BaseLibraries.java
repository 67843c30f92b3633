package org.kadec21.bench.image;

import org.kadec21.firmware.update.BaseImage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/// The libraries that go into the image of a base: whole JARs, since some are signed by their
/// makers.
public final class BaseLibraries {

    private BaseLibraries() {}

    /// Reads them.
    ///
    /// @param jars named as their versions want it, such as `picocli-4.7.7.jar`
    /// @throws IOException when there is none, or one cannot be read; the message says which
    public static SequencedMap<String, byte[]> of(List<Path> jars) throws IOException {
        SequencedMap<String, byte[]> libraries = new TreeMap<>();
        for (Path jar : jars) {
            String name = BaseImage.entry(String.valueOf(jar.getFileName()));
            if (!Files.isRegularFile(jar) || !BaseImage.isLibrary(name)) {
                throw new IOException(
                        "--code: expected the JARs of libraries, named like picocli-4.7.7.jar, but"
                                + " came "
                                + jar);
            }
            libraries.put(name, Files.readAllBytes(jar));
        }
        if (libraries.isEmpty()) {
            throw new IOException(
                    "--code: expected the JARs of the libraries that the base brings, but came"
                            + " none");
        }
        return libraries;
    }
}
