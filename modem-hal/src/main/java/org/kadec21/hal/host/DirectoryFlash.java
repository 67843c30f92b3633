package org.kadec21.hal.host;

import org.kadec21.hal.Flash;
import org.kadec21.hal.FlashException;
import org.kadec21.hal.FlashFullException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/// A directory as flash: each file of the flash is a file in it, forces are real ones (`fsync` of
/// file and directory), renamings atomic. One writer at a time. Hidden files in the directory are
/// not part of the flash.
public final class DirectoryFlash implements Flash, AutoCloseable {

    private final Path directory;
    private final long totalBytes;
    private final WriterLock lock;
    private final OpenFiles files;
    private final TreeMap<String, Long> sizes = new TreeMap<>();
    private long usedBytes;

    private DirectoryFlash(
            Path directory, long totalBytes, WriterLock lock, OpenFiles.Opener opener) {
        this.directory = directory;
        this.totalBytes = totalBytes;
        this.lock = lock;
        this.files = new OpenFiles(directory, opener);
    }

    /// Opens `directory` for writing, creating it when it is missing.
    ///
    /// @param totalBytes what the flash holds at most, in bytes
    /// @throws FlashInUseException when another unit is writing to it
    /// @throws FlashException when it cannot be created, locked or read
    public static DirectoryFlash open(Path directory, long totalBytes) {
        return open(directory, totalBytes, FileChannel::open);
    }

    static DirectoryFlash open(Path directory, long totalBytes, OpenFiles.Opener opener) {
        try {
            Files.createDirectories(directory);
        } catch (IOException failed) {
            throw new FlashException(
                    "cannot create the flash directory "
                            + directory
                            + " ("
                            + failed
                            + "); choose a path below a directory you may write to",
                    failed);
        }
        WriterLock lock = WriterLock.acquire(directory);
        DirectoryFlash flash = new DirectoryFlash(directory, totalBytes, lock, opener);
        FlashDirectory.sizes(directory)
                .forEach((name, size) -> {
                    flash.sizes.put(name, size);
                    flash.usedBytes += size;
                });
        return flash;
    }

    @Override
    public void create(String name) {
        FlashDirectory.requireValid(name);
        if (sizes.containsKey(name)) {
            throw new IllegalStateException("cannot create " + name + ": it exists");
        }
        attempt("create " + name, () -> files.create(name));
        sizes.put(name, 0L);
    }

    @Override
    public void append(String name, byte[] bytes) {
        long size = size(name);
        if (bytes.length > totalBytes - usedBytes) {
            throw new FlashFullException(
                    "no room for "
                            + bytes.length
                            + " bytes in "
                            + name
                            + ": "
                            + Math.max(0, totalBytes - usedBytes)
                            + " of "
                            + totalBytes
                            + " bytes are free");
        }
        attempt("append to " + name, () -> append(files.channel(name), size, bytes));
        sizes.put(name, size + bytes.length);
        usedBytes += bytes.length;
    }

    @Override
    public void force(String name) {
        requireExisting(name);
        attempt("force " + name, () -> files.force(name));
    }

    @Override
    public void rename(String from, String to) {
        requireExisting(from);
        FlashDirectory.requireValid(to);
        if (from.equals(to)) {
            return;
        }
        attempt(
                "rename " + from + " to " + to,
                () -> {
                    Files.move(
                            directory.resolve(from),
                            directory.resolve(to),
                            StandardCopyOption.ATOMIC_MOVE);
                    files.rename(from, to);
                });
        Long replaced = sizes.put(to, forget(from));
        usedBytes += size(to) - (replaced == null ? 0 : replaced);
    }

    @Override
    public void delete(String name) {
        requireExisting(name);
        attempt(
                "delete " + name,
                () -> {
                    Files.delete(directory.resolve(name));
                    files.drop(name);
                });
        forget(name);
    }

    @Override
    public List<String> list() {
        return List.copyOf(sizes.keySet());
    }

    @Override
    public void forceDirectory() {
        attempt("force the directory " + directory, () -> FlashDirectory.force(directory));
    }

    @Override
    public boolean exists(String name) {
        FlashDirectory.requireValid(name);
        return sizes.containsKey(name);
    }

    @Override
    public long size(String name) {
        requireExisting(name);
        return sizes.getOrDefault(name, 0L);
    }

    @Override
    public byte[] read(String name, long offset, int length) {
        requireExisting(name);
        try {
            return FlashDirectory.read(files.channel(name), offset, length);
        } catch (IOException failed) {
            throw failed("read " + name, failed);
        }
    }

    @Override
    public Capacity capacity() {
        return new Capacity(totalBytes, Math.max(0, totalBytes - usedBytes));
    }

    /// Gives the directory back to others.
    @Override
    public void close() {
        attempt("close the flash " + directory, files::close);
        lock.close();
    }

    private void requireExisting(String name) {
        if (!exists(name)) {
            throw new IllegalStateException(
                    "there is no file " + name + " on the flash " + directory);
        }
    }

    private long forget(String name) {
        Long size = sizes.remove(name);
        long bytes = size == null ? 0 : size;
        usedBytes -= bytes;
        return bytes;
    }

    /// Appends all or nothing: what was written before a failure is cut off again.
    private static void append(FileChannel channel, long size, byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        try {
            while (left.hasRemaining()) {
                channel.write(left, size + left.position());
            }
        } catch (IOException failed) {
            channel.truncate(size);
            throw failed;
        }
    }

    private void attempt(String what, Attempt attempt) {
        try {
            attempt.run();
        } catch (IOException failed) {
            throw failed(what, failed);
        }
    }

    private FlashException failed(String what, IOException cause) {
        String said =
                cause instanceof FileSystemException file && file.getReason() != null
                        ? file.getReason()
                        : String.valueOf(cause.getMessage());
        boolean bytesAtStake = cause instanceof OpenFiles.ForceFailedException;
        if (!bytesAtStake && said.toLowerCase(Locale.ROOT).contains("no space left")) {
            return new FlashFullException(
                    "cannot "
                            + what
                            + ": the disk below "
                            + directory
                            + " is full; free some room");
        }
        return new FlashException(
                "cannot "
                        + what
                        + " in "
                        + directory
                        + " ("
                        + cause.getClass().getSimpleName()
                        + ": "
                        + said
                        + "); check the disk and your rights",
                cause);
    }

    @FunctionalInterface
    private interface Attempt {
        void run() throws IOException;
    }
}
