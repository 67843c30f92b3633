package org.kadec21.hal.host;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
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
    private final Opener opener;
    private final SequencedMap<String, FileChannel> channels = new LinkedHashMap<>();

    OpenFiles(Path directory, Opener opener) {
        this.directory = directory;
        this.opener = opener;
    }

    /// What a file is opened by.
    @FunctionalInterface
    interface Opener {
        FileChannel open(Path file, OpenOption... options) throws IOException;
    }

    /// What was written, here or by somebody before, may be lost, whatever the reason: also a full
    /// disk is no mere lack of room then.
    static final class ForceFailedException extends IOException {

        ForceFailedException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    void create(String name) throws IOException {
        remember(
                name,
                opener.open(
                        directory.resolve(name),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE));
    }

    FileChannel channel(String name) throws IOException {
        FileChannel open = channels.remove(name);
        if (open == null) {
            open =
                    opener.open(
                            directory.resolve(name),
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
        }
        remember(name, open);
        return open;
    }

    void force(String name) throws IOException {
        force(channel(name));
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
                force(oldest);
            }
        }
    }

    private static void force(FileChannel channel) throws ForceFailedException {
        try {
            channel.force(true);
        } catch (IOException failed) {
            throw new ForceFailedException(failed);
        }
    }
}
