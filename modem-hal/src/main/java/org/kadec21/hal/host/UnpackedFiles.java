package org.kadec21.hal.host;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// Files that another process needs while it runs, in a folder named by what they hold. It is found
/// again at the next start, so that starts which end with the power leave no copies behind.
public final class UnpackedFiles {

    private static final int NAME_BYTES = 8;
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{" + 2 * NAME_BYTES + "}");

    private UnpackedFiles() {}

    /// Puts these files there, unless they are there already, and takes away the folders that were
    /// made for others. What else lies there stays, and so does what a link leads to.
    ///
    /// @param place a folder; made when it is missed
    /// @return where they are, in their order
    /// @throws IOException when the place cannot be written to
    public static List<Path> in(Path place, SequencedMap<String, byte[]> files) throws IOException {
        Path folder = place.resolve(name(files));
        takeAwayOthers(place, folder);
        List<Path> paths = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            if (!holds(path, file.getValue())) {
                takeAway(path);
                Files.createDirectories(folder);
                Files.write(path, file.getValue());
            }
            paths.add(path);
        }
        return paths;
    }

    private static boolean holds(Path path, byte[] content) throws IOException {
        return Files.isRegularFile(path, NOFOLLOW_LINKS)
                && Arrays.equals(Files.readAllBytes(path), content);
    }

    private static void takeAwayOthers(Path place, Path folder) throws IOException {
        if (!Files.isDirectory(place)) {
            return;
        }
        try (DirectoryStream<Path> made =
                Files.newDirectoryStream(
                        place, other -> NAME.matcher(other.getFileName().toString()).matches())) {
            for (Path other : made) {
                if (!other.equals(folder) || Files.isSymbolicLink(other)) {
                    takeAway(other);
                }
            }
        }
    }

    /// With everything in it; a link alone.
    private static void takeAway(Path path) throws IOException {
        if (Files.isDirectory(path, NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> content = Files.newDirectoryStream(path)) {
                for (Path inside : content) {
                    takeAway(inside);
                }
            }
        }
        Files.deleteIfExists(path);
    }

    private static String name(SequencedMap<String, byte[]> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, content) -> {
                digest.update(
                        (name + "\n" + content.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            });
            return HexFormat.of().formatHex(digest.digest(), 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
