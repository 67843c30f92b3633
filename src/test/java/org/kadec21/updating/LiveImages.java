package org.kadec21.updating;

import static org.assertj.core.api.Assertions.assertThat;

import org.kadec21.live.Kadec21;
import org.kadec21.live.Program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Images of this build, made as their maker makes them: by `kadec21 image`, with a key of its own.
///
/// @param folder where they lie, beside the key list [#KEYS]
record LiveImages(Path folder) {

    static final String KEYS = "keys.pem";

    private static final String KEY = "key";
    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";

    /// Makes the key.
    static LiveImages in(Path folder) throws IOException {
        expectDone(
                Kadec21.start(
                        folder,
                        "image",
                        "key",
                        "--name",
                        "lab",
                        "--until",
                        "2099-01-01",
                        "--out",
                        KEY));
        String pem = Files.readString(folder.resolve(KEY));
        Files.writeString(folder.resolve(KEYS), pem.substring(pem.indexOf(CERTIFICATE)));
        return new LiveImages(folder);
    }

    /// Makes an image for communication board B.
    ///
    /// @param profile such as `legacy-1`
    /// @param rollbackIndex also part of its version
    void make(String profile, int rollbackIndex, String file) {
        expectDone(
                Kadec21.start(
                        folder,
                        "image",
                        "make",
                        "--profile",
                        profile,
                        "--boards",
                        "communication/B",
                        "--rollback-index",
                        Integer.toString(rollbackIndex),
                        "--version-number",
                        "2." + rollbackIndex + ".0",
                        "--expires",
                        "2098-01-01",
                        "--key",
                        KEY,
                        "--out",
                        file));
    }

    /// Waits for a program that succeeds.
    static void expectDone(Program program) {
        try (program) {
            assertThat(program.awaitExit(Kadec21.START_LIMIT)).as(program::story).isZero();
        }
    }
}
