package org.kadec21.hal.host;

import org.kadec21.hal.Flash;
import org.kadec21.hal.FlashException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// A look at a unit's flash, also beside the running unit: takes no lock, sees what is there now,
/// and refuses to write.
///
/// Beside a running unit a listed file may be gone when it is read, which then is an
/// [IllegalStateException] as for any missing name, and the last bytes of a file may be a record
/// that is only half written.
public final class ReadOnlyFlash implements Flash {

    private final Path directory;

    private ReadOnlyFlash(Path directory) {
        this.directory = directory;
    }

    /// Opens what lies in `directory` now.
    ///
    /// @throws FlashException when there is no such directory
    public static ReadOnlyFlash open(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new FlashException(
                    "there is no flash directory "
                            + directory
                            + "; give the path that the unit was started with");
        }
        return new ReadOnlyFlash(directory);
    }

    @Override
    public List<String> list() {
        return List.copyOf(FlashDirectory.sizes(directory).keySet());
    }

    @Override
    public boolean exists(String name) {
        FlashDirectory.requireValid(name);
        return Files.isRegularFile(directory.resolve(name));
    }

    @Override
    public long size(String name) {
        FlashDirectory.requireValid(name);
        try {
            return Files.size(directory.resolve(name));
        } catch (IOException failed) {
            throw failed(name, failed);
        }
    }

    @Override
    public byte[] read(String name, long offset, int length) {
        FlashDirectory.requireValid(name);
        try (FileChannel channel =
                FileChannel.open(directory.resolve(name), StandardOpenOption.READ)) {
            return FlashDirectory.read(channel, offset, length);
        } catch (IOException failed) {
            throw failed(name, failed);
        }
    }

    /// What is used, without any room: nothing can be written here.
    @Override
    public Capacity capacity() {
        long used =
                FlashDirectory.sizes(directory).values().stream().mapToLong(Long::longValue).sum();
        return new Capacity(used, 0);
    }

    @Override
    public void create(String name) {
        throw refused();
    }

    @Override
    public void append(String name, byte[] bytes) {
        throw refused();
    }

    @Override
    public void force(String name) {
        throw refused();
    }

    @Override
    public void rename(String from, String to) {
        throw refused();
    }

    @Override
    public void delete(String name) {
        throw refused();
    }

    @Override
    public void forceDirectory() {
        throw refused();
    }

    private RuntimeException failed(String name, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return new IllegalStateException(
                    "there is no file " + name + " on the flash " + directory, cause);
        }
        return new FlashException(
                "cannot read "
                        + name
                        + " in "
                        + directory
                        + " ("
                        + cause
                        + "); check the disk and your rights",
                cause);
    }

    private UnsupportedOperationException refused() {
        return new UnsupportedOperationException(
                "the flash " + directory + " was opened for reading only");
    }
}
