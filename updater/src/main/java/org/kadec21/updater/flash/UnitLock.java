package org.kadec21.updater.flash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/// The right to write to a flash directory. Unit and updater take the same lock on `.lock`, which
/// the operating system takes back from whoever dies; `.holder` tells the other one who has it.
public final class UnitLock implements AutoCloseable {

    private static final String LOCK_FILE = ".lock";
    private static final String HOLDER_FILE = ".holder";

    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    private UnitLock(Path folder, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    /// Takes the lock.
    ///
    /// @throws InUseException when a unit runs on it
    public static UnitLock acquire(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        folder.resolve(LOCK_FILE),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new InUseException(
                    "expected a flash without a writer, but "
                            + folder
                            + " belongs to a running unit ("
                            + holder(folder)
                            + "); stop it first");
        }
        Files.writeString(folder.resolve(HOLDER_FILE), thisProcess(), UTF_8);
        return new UnitLock(folder, channel, lock);
    }

    /// The flash, to be written.
    public FlashFiles files() throws IOException {
        return FlashFolder.of(folder);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(folder.resolve(HOLDER_FILE));
        lock.release();
        channel.close();
    }

    private static String holder(Path folder) throws IOException {
        try {
            return Files.readString(folder.resolve(HOLDER_FILE), UTF_8);
        } catch (NoSuchFileException nobody) {
            return "another program";
        }
    }

    private static String thisProcess() {
        ProcessHandle process = ProcessHandle.current();
        return "process "
                + process.pid()
                + ", started "
                + process.info().startInstant().map(Instant::toString).orElse("at an unknown time");
    }

    /// A unit runs on this flash.
    public static final class InUseException extends IOException {

        InUseException(String message) {
            super(message);
        }
    }
}
