package org.kadec21.hal.host;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Channels to the files that were written to last. A file keeps its channel between write and
/// force, because the operating system reports a failed write-back only to descriptors that were
/// open at that time; one that has to make room for another is forced first.
final class OpenFiles implements AutoCloseable {

    private static final int OPEN_LIMIT = 16;

    private final Path directory;
    private final SequencedMap<String, FileChannel> channels = new LinkedHashMap<>();

    OpenFiles(Path directory) {
        this.directory = directory;
    }

    void create(String name) throws IOException {
        remember(
                name,
                FileChannel.open(
                        directory.resolve(name),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE));
    }

    FileChannel channel(String name) throws IOException {
        FileChannel open = channels.remove(name);
        if (open == null) {
            open =
                    FileChannel.open(
                            directory.resolve(name),
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
        }
        remember(name, open);
        return open;
    }

    void rename(String from, String to) throws IOException {
        drop(to);
        FileChannel open = channels.remove(from);
        if (open != null) {
            channels.put(to, open);
        }
    }

    void drop(String name) throws IOException {
        FileChannel open = channels.remove(name);
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() throws IOException {
        for (FileChannel open : channels.values()) {
            open.close();
        }
        channels.clear();
    }

    private void remember(String name, FileChannel channel) throws IOException {
        channels.putLast(name, channel);
        if (channels.size() > OPEN_LIMIT) {
            try (FileChannel oldest = channels.pollFirstEntry().getValue()) {
                oldest.force(true);
            }
        }
    }
}
