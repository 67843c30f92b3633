package org.kadec21.firmware;

import org.kadec21.firmware.settings.SettingPath;
import org.kadec21.firmware.settings.SettingsStore;
import org.kadec21.hal.FlashException;
import org.kadec21.hal.host.DirectoryFlash;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// `unit run --forget-settings`: the way back into a unit whose service port nobody can open any
/// more, and to its file where nobody knows what was set on it.
///
/// @param flashDirectory of a unit that does not run
/// @param err is told what has to be set again, without values
record SettingsForgetting(Path flashDirectory, PrintWriter err) {

    /// Durable when this returns.
    ///
    /// @throws FlashException when another unit writes to the flash, or it has no room
    void carryOut() {
        try (DirectoryFlash flash = DirectoryFlash.open(flashDirectory, RealUnit.FLASH_BYTES)) {
            List<SettingPath> places = SettingsStore.forget(flash, (event, fields) -> {});
            err.println(
                    places.isEmpty()
                            ? "kadec21: nothing was set on this unit; it works by its file"
                            : "kadec21: what was set on this unit is forgotten, and it works by its"
                                    + " file again: "
                                    + places.stream()
                                            .map(SettingPath::text)
                                            .collect(Collectors.joining(", ")));
            err.flush();
        }
    }
}
