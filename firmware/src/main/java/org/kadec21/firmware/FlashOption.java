package org.kadec21.firmware;

import org.kadec21.hal.Flash;
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

    Flash open() {
        return ReadOnlyFlash.open(directory);
    }

    boolean json() {
        return json;
    }
}
