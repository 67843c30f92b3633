package org.kadec21.bench.image;

import org.kadec21.firmware.Main;
import org.kadec21.hal.Flash;
import org.kadec21.submission.Submitter;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The code that goes into an image: the classes of JARs or folders, without what belongs to the
/// packaging (`META-INF`, `module-info.class`).
public final class UnitCode {

    private static final String NAME = "[!-~]{1,200}";
    private static final int MOST_ENTRIES = 10_000;

    private final SequencedMap<String, byte[]> classes = new TreeMap<>();

    private UnitCode() {}

    /// The unit as it is built here: doors, modem, submission, firmware. Libraries belong to the
    /// base.
    public static List<Path> built() {
        return Stream.of(Flash.class, Submitter.class, Main.class).map(UnitCode::home).toList();
    }

    /// Reads the code.
    ///
    /// @throws IOException when it cannot be read, or two files of one name differ; the message
    ///   says which
    public static SequencedMap<String, byte[]> of(List<Path> sources) throws IOException {
        UnitCode code = new UnitCode();
        for (Path source : sources) {
            if (Files.isDirectory(source)) {
                code.addFolder(source);
            } else {
                code.addJar(source);
            }
        }
        if (code.classes.isEmpty()) {
            throw new IOException(
                    "expected code for an image, but " + sources + " have no classes");
        }
        return code.classes;
    }

    private void addFolder(Path folder) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        String name = folder.relativize(file).toString();
                        add(
                                name.replace(file.getFileSystem().getSeparator(), "/"),
                                () -> Files.readAllBytes(file));
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private void addJar(Path jar) throws IOException {
        if (!Files.isRegularFile(jar)) {
            throw new IOException("expected a JAR or a folder of classes, but there is no " + jar);
        }
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().filter(it -> !it.isDirectory()).toList()) {
                add(entry.getName(), () -> zip.getInputStream(entry).readAllBytes());
            }
        }
    }

    private void add(String name, Content content) throws IOException {
        if (name.startsWith("META-INF/") || name.equals("module-info.class")) {
            return;
        }
        if (!name.matches(NAME) || classes.size() == MOST_ENTRIES) {
            throw new IOException(
                    "expected at most "
                            + MOST_ENTRIES
                            + " files with names of 1 to 200 ASCII characters without spaces, but"
                            + " came '"
                            + name
                            + "'");
        }
        byte[] bytes = content.read();
        byte[] before = classes.putIfAbsent(name, bytes);
        if (before != null && !Arrays.equals(before, bytes)) {
            throw new IOException("expected each class once, but " + name + " comes twice");
        }
    }

    private static Path home(Class<?> type) {
        URI location;
        try {
            location = type.getProtectionDomain().getCodeSource().getLocation().toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the JVM names where it found " + type, e);
        }
        return Path.of(location);
    }

    @FunctionalInterface
    private interface Content {
        byte[] read() throws IOException;
    }
}
