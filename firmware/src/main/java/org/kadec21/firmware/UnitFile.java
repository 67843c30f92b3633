package org.kadec21.firmware;

import org.kadec21.firmware.config.BoardTable;
import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.config.ConfigReader;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.config.NamedFiles;
import org.kadec21.firmware.config.UnitBinder;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.hal.host.HostFiles;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The option that names a unit's configuration.
public final class UnitFile {

    private static final int MOST_BYTES = 1 << 20;

    /// Set by the script `kadec21` to the folder it lies in.
    private static final String HOME = "kadec21.home";

    private static final String BOARDS = "boards.yaml";

    @Option(
            names = "--unit",
            paramLabel = "FILE",
            description = "The unit's configuration (default: config/units/n2-dual-band.yaml).")
    private Path file;

    /// Reads and validates it.
    ///
    /// @throws ConfigException when it cannot be used
    public UnitConfig read() {
        return read(Optional.ofNullable(file).orElseGet(UnitFile::standard));
    }

    /// Reads and validates it as an image does that the unit has booted.
    ///
    /// @throws ConfigException when it cannot be used
    public UnitConfig read(FirmwareProfile booted) {
        Path named = Optional.ofNullable(file).orElseGet(UnitFile::standard);
        return read(named, UnitBinder.reader(booted));
    }

    /// Reads and validates `file`.
    ///
    /// @throws ConfigException when it cannot be used
    public static UnitConfig read(Path file) {
        try {
            return read(file, reader(file));
        } catch (IOException unreadable) {
            throw new ConfigException(BOARDS, String.valueOf(unreadable.getMessage()));
        }
    }

    private static UnitConfig read(Path file, ConfigReader<UnitConfig> reader) {
        try {
            String text = new String(HostFiles.read(file, MOST_BYTES), StandardCharsets.UTF_8);
            return reader.read(file.toString(), text, beside(file));
        } catch (IOException unreadable) {
            throw new ConfigException(
                    file.toString(),
                    "expected a unit's configuration, but "
                            + unreadable.getMessage()
                            + "; name one with --unit");
        }
    }

    /// Boards are held against the table that lies beside the unit's file, one folder above it, or
    /// in the checkout, whichever is found first; without one they are taken as they are.
    private static ConfigReader<UnitConfig> reader(Path file) throws IOException {
        for (Path table : tables(file)) {
            if (HostFiles.isThere(table)) {
                return UnitBinder.reader(boards(table));
            }
        }
        return UnitBinder.reader();
    }

    private static List<Path> tables(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        Path home = home().resolve("config").resolve(BOARDS);
        return folder == null
                ? List.of(home)
                : List.of(folder.resolve(BOARDS), folder.resolveSibling(BOARDS), home);
    }

    /// Reads the table of boards.
    ///
    /// @throws ConfigException when it cannot be used
    public static BoardTable boards(Path file) throws IOException {
        String text = new String(HostFiles.read(file, MOST_BYTES), StandardCharsets.UTF_8);
        return BoardTable.reader().read(file.toString(), text, NamedFiles.none());
    }

    /// Files are named relative to the one that names them.
    private static NamedFiles beside(Path file) {
        return name -> HostFiles.read(file.resolveSibling(name), MOST_BYTES);
    }

    private static Path standard() {
        return home().resolve("config/units/n2-dual-band.yaml");
    }

    private static Path home() {
        return Path.of(System.getProperty(HOME, ""));
    }
}
