package org.kadec21.firmware;

import org.kadec21.firmware.config.BoardTable;
import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.config.ConfigReader;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.config.NamedFiles;
import org.kadec21.firmware.config.UnitBinder;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.settings.Settings;
import org.kadec21.firmware.settings.UnitDocument;
import org.kadec21.hal.host.HostFiles;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

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
        return document(unit -> unit).readBy(booted).asDelivered();
    }

    /// What a person should know of how an image that the unit has booted reads it.
    ///
    /// @throws ConfigException when it cannot be used
    public List<String> remarks(FirmwareProfile booted) {
        return document(unit -> unit).readBy(booted).remarks(Settings.NONE);
    }

    /// The file as settings can be laid over it.
    ///
    /// @param finish what is ordered beyond the file
    /// @throws ConfigException when it cannot be read
    UnitDocument document(UnaryOperator<UnitConfig> finish) {
        Path chosen = Optional.ofNullable(file).orElseGet(UnitFile::standard);
        return new UnitDocument(
                chosen.toString(), text(chosen), beside(chosen), reader(chosen), finish);
    }

    /// Reads and validates `file`.
    ///
    /// @throws ConfigException when it cannot be used
    public static UnitConfig read(Path file) {
        return check(file, text(file));
    }

    private static String text(Path file) {
        try {
            return new String(HostFiles.read(file, MOST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new ConfigException(
                    file.toString(),
                    "expected a unit's configuration, but "
                            + unreadable.getMessage()
                            + "; name one with --unit");
        }
    }

    /// Validates a text as that of a unit's file in this place.
    ///
    /// @throws ConfigException when it cannot be used
    public static UnitConfig check(Path file, String text) {
        return reader(file).read(file.toString(), text, beside(file));
    }

    /// The table of boards that a unit's file is held against.
    ///
    /// @throws ConfigException when there is none, or it cannot be used
    public static BoardTable boardsFor(Path file) throws IOException {
        return boards(
                table(file)
                        .orElseThrow(() ->
                                new ConfigException(
                                        file.toString(),
                                        "expected a table of boards, "
                                                + BOARDS
                                                + ", beside the unit's file or one folder above"
                                                + " it, but there is none")));
    }

    /// Boards are held against the table that lies beside the unit's file, one folder above it, or
    /// in the checkout, whichever is found first; without one they are taken as they are.
    private static Optional<Path> table(Path file) {
        return tables(file).stream().filter(HostFiles::isThere).findFirst();
    }

    private static ConfigReader<UnitConfig> reader(Path file) {
        return table(file)
                .map(table -> UnitBinder.reader(foundBoards(table)))
                .orElseGet(UnitBinder::reader);
    }

    private static BoardTable foundBoards(Path table) {
        try {
            return boards(table);
        } catch (IOException unreadable) {
            throw new ConfigException(
                    table.toString(),
                    "expected the table of boards, but " + unreadable.getMessage());
        }
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
        return name -> HostFiles.readStored(file.resolveSibling(name), MOST_BYTES);
    }

    private static Path standard() {
        return home().resolve("config/units/n2-dual-band.yaml");
    }

    private static Path home() {
        return Path.of(System.getProperty(HOME, ""));
    }
}
