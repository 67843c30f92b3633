package org.kadec21.firmware;

import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.config.NamedFiles;
import org.kadec21.firmware.doctor.CarrierFacts;
import org.kadec21.hal.host.HostFiles;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The option that names the carrier whose dates are looked at.
final class CarrierOption {

    private static final int MOST_BYTES = 1 << 20;

    /// Set by the script `kadec21` to the folder it lies in.
    private static final String HOME = "kadec21.home";

    @Option(
            names = "--carrier",
            paramLabel = "FILE",
            description =
                    "The carrier's file, for ends of bands and blocked ports (default:"
                            + " config/carriers/au-net.yaml).")
    private Path file;

    /// @throws ConfigException when a file that was named cannot be used
    CarrierFacts read() {
        if (file != null) {
            return read(file);
        }
        Path standard =
                Path.of(System.getProperty(HOME, "")).resolve("config/carriers/au-net.yaml");
        return HostFiles.isThere(standard) ? read(standard) : CarrierFacts.UNKNOWN;
    }

    /// What is known of the way that a unit's mails take.
    ///
    /// @param onHost whether that is the host's own network, which has no carrier but a named one
    CarrierFacts read(boolean onHost) {
        return onHost && file == null ? CarrierFacts.UNKNOWN : read();
    }

    private static CarrierFacts read(Path file) {
        try {
            String text = new String(HostFiles.read(file, MOST_BYTES), StandardCharsets.UTF_8);
            return CarrierFacts.reader().read(file.toString(), text, NamedFiles.none());
        } catch (IOException unreadable) {
            throw new ConfigException(
                    file.toString(),
                    "expected a carrier's file, but "
                            + unreadable.getMessage()
                            + "; name one with --carrier");
        }
    }
}
