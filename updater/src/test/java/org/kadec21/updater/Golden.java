package org.kadec21.updater;

import org.kadec21.updater.image.FirmwareImage;
import org.kadec21.updater.image.RefusedException;
import org.kadec21.updater.image.TrustedKeys;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;

/// Images that the maker of images once made; see the README beside its own copies.
public final class Golden {

    /// For communication/A and communication/B with the dual-band module, rollback index 2.
    public static final String DUAL_BAND = "golden-dual-band.jar";

    /// For communication/A with the old-band module, rollback index 1.
    public static final String OLD_BAND = "golden-old-band.jar";

    /// The key that signed them.
    public static final String KEY_ID = "06e3fd8fda29bb60";

    /// They expire at the beginning of 2030.
    public static final Instant IN_TIME = Instant.parse("2029-12-31T23:59:59Z");

    private Golden() {}

    public static byte[] bytes(String name) {
        try (InputStream in = Golden.class.getResourceAsStream("/image/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static String keyList() {
        return new String(bytes("keys.pem"), StandardCharsets.US_ASCII);
    }

    public static TrustedKeys keys() {
        try {
            return TrustedKeys.read(keyList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static FirmwareImage image(String name) {
        try {
            return FirmwareImage.verified(bytes(name), keys(), IN_TIME);
        } catch (RefusedException refused) {
            throw new AssertionError(refused);
        }
    }
}
