package org.kadec21.hal.host;

import org.kadec21.hal.FlashException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How a directory of the host holds a flash.
final class FlashDirectory {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    private FlashDirectory() {}

    static void requireValid(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "\""
                            + name
                            + "\" is no name for a file on flash: expected 1 to 64 of a-z 0-9 . _"
                            + " -, starting with a letter or digit");
        }
    }

    /// The sizes of all files in bytes, sorted by name. A file that vanishes meanwhile is left out.
    static SequencedMap<String, Long> sizes(Path directory) {
        TreeMap<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                String name = entry.getFileName().toString();
                if (NAME.matcher(name).matches() && Files.isRegularFile(entry)) {
                    putSize(sizes, name, entry);
                }
            }
        } catch (IOException failed) {
            throw new FlashException(
                    "cannot read the flash directory "
                            + directory
                            + " ("
                            + failed
                            + "); check the path and your rights",
                    failed);
        }
        return sizes;
    }

    private static void putSize(Map<String, Long> sizes, String name, Path file)
            throws IOException {
        try {
            sizes.put(name, Files.size(file));
        } catch (NoSuchFileException vanished) {
            sizes.remove(name);
        }
    }

    static byte[] read(FileChannel channel, long offset, int length) throws IOException {
        long size = channel.size();
        int wanted = Math.clamp(size - offset, 0, length);
        ByteBuffer buffer = ByteBuffer.allocate(wanted);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                break;
            }
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    /// Windows has no such call and needs none: its directories are journalled.
    static void force(Path directory) throws IOException {
        if (directory.getFileSystem().getSeparator().equals("\\")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
