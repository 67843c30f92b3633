package org.kadec21.updater.flash;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/// A directory that is a unit's flash.
public final class FlashFolder implements FlashFiles {

    private static final String NAME = "[a-z0-9][a-z0-9._-]{0,63}";

    private final Path folder;

    private FlashFolder(Path folder) {
        this.folder = folder;
    }

    /// A look at what is there; whoever writes holds the [UnitLock].
    ///
    /// @throws IOException when there is no such directory
    public static FlashFolder of(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(
                    "expected a unit's flash directory, but there is no directory "
                            + folder
                            + "; give the path that the unit is started with");
        }
        return new FlashFolder(folder);
    }

    @Override
    public List<String> list() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile)
                    .map(path -> path.getFileName().toString())
                    .filter(name -> name.matches(NAME))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public byte[] read(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    @Override
    public long size(String name) throws IOException {
        return Files.size(folder.resolve(name));
    }

    @Override
    public void create(String name) throws IOException {
        Files.createFile(folder.resolve(name));
    }

    @Override
    public void append(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes, StandardOpenOption.APPEND);
    }

    @Override
    public void force(String name) throws IOException {
        try (FileChannel file = FileChannel.open(folder.resolve(name), StandardOpenOption.WRITE)) {
            file.force(true);
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.delete(folder.resolve(name));
    }

    /// Windows has no such call and needs none: its directories are journalled.
    @Override
    public void forceDirectory() throws IOException {
        if (folder.getFileSystem().getSeparator().equals("\\")) {
            return;
        }
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
