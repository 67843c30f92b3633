package org.kadec21.firmware.update;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Images that the maker of images once made; see the README beside them.
public final class GoldenImages {

    /// They expire at the beginning of 2030.
    public static final Instant IN_TIME = Instant.parse("2012-01-01T00:00:00Z");

    private GoldenImages() {}

    /// For communication/A and communication/B with the dual-band module, rollback index 2.
    public static byte[] dualBand() {
        return resource("golden-dual-band.jar");
    }

    /// For communication/A with the old-band module, rollback index 1.
    public static byte[] oldBand() {
        return resource("golden-old-band.jar");
    }

    /// The key that signed them.
    public static KeyList keys() {
        return keys("");
    }

    /// The same list with more lines.
    static KeyList keys(String lines) {
        try {
            return KeyList.read(
                    new String(resource("keys.pem"), StandardCharsets.US_ASCII) + "\n" + lines);
        } catch (KeyFileException e) {
            throw new IllegalStateException("the golden key list can be read", e);
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = GoldenImages.class.getResourceAsStream("/image/" + name)) {
            return in == null ? new byte[0] : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
