package org.kadec21.firmware.config;

import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the group `hardware` of a unit's file and holds it against the table of boards.
final class HardwareBinder {

    private static final Pattern REVISION = Pattern.compile("[A-Z]");
    private static final Pattern VERSION = Pattern.compile("\\d{1,4}\\.\\d{1,4}\\.\\d{1,4}");
    private static final Pattern SERIES = Pattern.compile("\\d{1,4}\\.\\d{1,4}");

    private HardwareBinder() {}

    /// The boards, if the file names them.
    ///
    /// @param table what works together; without one nothing is checked
    /// @throws ConfigException when they do not fit the module and the firmware
    static Optional<Hardware> hardware(
            Section top,
            ModuleVariant module,
            FirmwareProfile firmware,
            Optional<BoardTable> table) {
        return top.findSection("hardware")
                .map(section -> {
                    section.knows("communication-board", "cpu-board", "cpu-image");
                    Hardware boards =
                            new Hardware(
                                    revision(section.value("communication-board")),
                                    revision(section.value("cpu-board")),
                                    section.value("cpu-image")
                                            .matching(VERSION, "a version such as 2.0.0"));
                    table.flatMap(known -> known.objection(boards, module, firmware))
                            .ifPresent(objection -> {
                                throw section.wrong(objection);
                            });
                    return boards;
                });
    }

    static String revision(Value value) {
        return value.matching(REVISION, "a board's revision, one letter A to Z");
    }

    static String series(Value value) {
        return value.matching(SERIES, "a series of versions in quotes, such as \"2.1\"");
    }
}
