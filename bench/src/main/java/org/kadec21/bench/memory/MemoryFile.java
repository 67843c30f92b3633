package org.kadec21.bench.memory;

import org.kadec21.bench.memory.MemoryText.UnreadableException;
import org.kadec21.firmware.config.ConfigException;
import org.kadec21.hal.host.HostFiles;
import org.kadec21.simulation.module.device.ModuleMemory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/// The file behind one module's memory. It holds the lab card's PIN, so nobody but its owner may
/// read it. A new text is written beside it, forced and renamed: a killed program leaves the old
/// memory or the new one.
public final class MemoryFile {

    /// Forty messages of the longest kind and all settings need a quarter of it.
    private static final int MOST_BYTES = 64 * 1024;

    private final Path file;
    private final String module;
    private Optional<ModuleMemory.Kept> known = Optional.empty();

    /// @param module the profile whose memory it is
    public MemoryFile(Path file, String module) {
        this.file = file;
        this.module = module;
    }

    /// What was kept; empty when there is no such file yet.
    ///
    /// @throws ConfigException when it cannot be read or is no memory of this module
    public Optional<ModuleMemory.Kept> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            String text = new String(HostFiles.read(file, MOST_BYTES), StandardCharsets.UTF_8);
            ModuleMemory.Kept kept = MemoryText.parse(module, text);
            known = Optional.of(kept);
            return known;
        } catch (IOException unreadable) {
            throw new ConfigException(
                    "--memory", "expected a file that can be read, but " + unreadable.getMessage());
        } catch (UnreadableException damaged) {
            throw new ConfigException(
                    file.toString(),
                    damaged.line(),
                    damaged.getMessage()
                            + "; mend it, or move the file away to begin with a new module");
        }
    }

    /// Makes `memory` durable, if it is another than the last one.
    ///
    /// @throws IOException when the file cannot be written; it is as it was, and is tried again
    ///   with the next change
    public void keep(ModuleMemory.Kept memory) throws IOException {
        if (!known.equals(Optional.of(memory))) {
            known = Optional.of(memory);
            replace(MemoryText.render(module, memory));
        }
    }

    private void replace(String text) throws IOException {
        Path target = file.toAbsolutePath();
        Path next = target.resolveSibling(target.getFileName() + ".new");
        Files.deleteIfExists(next);
        try (FileChannel channel =
                FileChannel.open(
                        next,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        ownerOnly(next))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] ownerOnly(Path path) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
