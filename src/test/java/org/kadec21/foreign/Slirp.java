package org.kadec21.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/// Debian's slirp as the network behind a modem that dials.
final class Slirp {

    /// Its alias for the machine it runs on.
    static final String THIS_MACHINE = "10.0.2.2";

    /// What it calls the host that dialled.
    static final String CALLER = "10.0.2.15";

    private Slirp() {}

    /// @param folder slirp's home, where it looks for its secrets
    /// @param options of slirp, behind `-P`
    static ForeignNetwork start(Path folder, String... options) throws IOException {
        for (String secrets : List.of(".pap-secrets", ".chap-secrets")) {
            Path file = folder.resolve(secrets);
            Files.writeString(file, "au * open-sesame\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return ForeignNetwork.start(
                folder,
                Stream.concat(Stream.of("slirp-fullbolt", "-P"), Stream.of(options))
                        .toArray(String[]::new));
    }
}
