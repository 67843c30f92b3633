package org.kadec21.hal.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.kadec21.hal.FlashException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/// The right to write to a directory, held by one process at a time. The operating system takes it
/// back when the process dies, however it dies.
///
/// POSIX drops a process's lock as soon as the process closes any descriptor of the locked file. A
/// second opening in the same process must therefore be refused without touching that file: a note
/// beside it names the holder.
final class WriterLock implements AutoCloseable {

    private static final String LOCK_FILE = ".lock";
    private static final String HOLDER_FILE = ".holder";

    private final Path holderFile;
    private final FileChannel channel;
    private final FileLock lock;

    private WriterLock(Path holderFile, FileChannel channel, FileLock lock) {
        this.holderFile = holderFile;
        this.channel = channel;
        this.lock = lock;
    }

    /// @throws FlashInUseException when another process or another opening of this one holds it
    static WriterLock acquire(Path directory) {
        Path holderFile = directory.resolve(HOLDER_FILE);
        try {
            String holder = holder(holderFile);
            if (holder.equals(thisProcess())) {
                throw inUse(directory, "this same program");
            }
            return acquire(directory, holderFile, holder);
        } catch (IOException failed) {
            throw new FlashException(
                    "cannot lock the flash directory "
                            + directory
                            + " ("
                            + failed
                            + "); check that it is a directory you may write to",
                    failed);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(holderFile);
            lock.release();
            channel.close();
        } catch (IOException failed) {
            throw new FlashException(
                    "cannot unlock the flash directory " + holderFile.getParent(), failed);
        }
    }

    private static WriterLock acquire(Path directory, Path holderFile, String holder)
            throws IOException {
        FileChannel channel =
                FileChannel.open(
                        directory.resolve(LOCK_FILE),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel, directory);
        if (lock == null) {
            channel.close();
            throw inUse(directory, holder.isEmpty() ? "another program" : holder);
        }
        Files.writeString(holderFile, thisProcess(), UTF_8);
        return new WriterLock(holderFile, channel, lock);
    }

    /// Reached by a second opening of the same process only when somebody removed the note; the
    /// channel is then left open on purpose.
    private static @Nullable FileLock tryLock(FileChannel channel, Path directory)
            throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException held) {
            throw inUse(directory, "this same program");
        }
    }

    private static String holder(Path holderFile) throws IOException {
        try {
            return Files.readString(holderFile, UTF_8);
        } catch (NoSuchFileException nobody) {
            return "";
        }
    }

    /// A process number alone is reused, in a container after every restart.
    private static String thisProcess() {
        ProcessHandle process = ProcessHandle.current();
        return "process "
                + process.pid()
                + ", started "
                + process.info().startInstant().map(Instant::toString).orElse("at an unknown time");
    }

    private static FlashInUseException inUse(Path directory, String holder) {
        return new FlashInUseException(
                "the flash directory "
                        + directory
                        + " already has a writer ("
                        + holder
                        + "); stop that unit first or choose another directory. Its records and"
                        + " outbox can be read while it runs");
    }
}
