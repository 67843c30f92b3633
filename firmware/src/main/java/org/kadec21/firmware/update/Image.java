package org.kadec21.firmware.update;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.TreeMap;

/// A firmware image, `docs/image-format.md`: a signed JAR that holds the unit's code.
///
/// @param manifest what it says about itself
/// @param code the unit's classes by their names in the JAR
public record Image(ImageManifest manifest, SequencedMap<String, byte[]> code) {

    /// A longer one is not read.
    public static final int MOST_BYTES = 16 << 20;

    static final String MANIFEST = "META-INF/MANIFEST.MF";
    static final String SIGNATURE_FILE = "META-INF/KADEC21.SF";
    static final String SIGNATURE_BLOCK = "META-INF/KADEC21.EC";

    public Image {
        code = new TreeMap<>(code);
    }

    /// The image's bytes, the same for the same manifest, code and key.
    public byte[] signed(ImageSigner key) {
        byte[] manifestText = manifestText();
        byte[] signatureFile = signatureFile(manifestText);
        return laidOut(manifestText, signatureFile, SignatureBlock.sign(signatureFile, key), code);
    }

    /// The one file that these parts make.
    ///
    /// @param code in the order of the names
    static byte[] laidOut(
            byte[] manifestText,
            byte[] signatureFile,
            byte[] signatureBlock,
            SequencedMap<String, byte[]> code) {
        SequencedMap<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(MANIFEST, manifestText);
        entries.put(SIGNATURE_FILE, signatureFile);
        entries.put(SIGNATURE_BLOCK, signatureBlock);
        entries.putAll(code);
        return StoredZip.of(entries);
    }

    byte[] manifestText() {
        return ManifestText.manifest(manifest.attributes(), code);
    }

    /// @param manifestText this image's
    byte[] signatureFile(byte[] manifestText) {
        return ManifestText.signatureFile(manifestText, code);
    }
}
