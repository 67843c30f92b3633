package org.kadec21.firmware;

import org.kadec21.firmware.store.LogReader;
import org.kadec21.hal.Flash;
import org.kadec21.hal.FlashException;
import org.kadec21.hal.host.ReadOnlyFlash;

import picocli.CommandLine.Option;

import java.nio.file.Path;

/// The option that names a unit's flash, to be looked at, also beside the running unit.
public final class FlashOption {

    @Option(
            names = "--flash",
            required = true,
            paramLabel = "DIR",
            description = "The unit's flash directory.")
    private Path directory;

    @Option(names = "--json", description = "One JSON object instead of text.")
    private boolean json;

    /// The flash, to be read.
    ///
    /// @throws FlashException when it is no directory, or no unit has ever written there
    Flash open() {
        Flash flash = ReadOnlyFlash.open(directory);
        if (!LogReader.settled(() -> new LogReader(flash).isAUnits())) {
            throw new FlashException(
                    "expected a unit's flash, but there is no file of a unit in "
                            + directory
                            + "; name the directory that 'unit run --flash' was given");
        }
        return flash;
    }

    boolean json() {
        return json;
    }
}
