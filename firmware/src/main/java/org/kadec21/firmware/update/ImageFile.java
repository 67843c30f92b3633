package org.kadec21.firmware.update;

import org.kadec21.firmware.update.Refusal.Reason;
import org.kadec21.firmware.update.Refusal.RefusedException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// An image as it lies in a file. An image has only one form, so a file is sound when the image
/// read from it makes the same bytes again: no byte is left that could be changed unnoticed.
///
/// @param image what was read
/// @param signatureBlock its CMS signature, not yet checked
public record ImageFile(Image image, byte[] signatureBlock) {

    private static final int END_BYTES = 22;
    private static final int END = 0x06054b50;

    static final String ALGORITHM = "Ed25519";

    /// Reads without asking who signed.
    public static ImageVerdict read(byte[] file) {
        try {
            return new ImageVerdict.Genuine(parse(file));
        } catch (RefusedException refused) {
            return new ImageVerdict.Refused(refused.refusal());
        }
    }

    /// Reads, and checks signature and expiry.
    ///
    /// @param at when it would be installed
    public static ImageVerdict verify(byte[] file, KeyList keys, Instant at) {
        try {
            ImageFile parsed = parse(file);
            parsed.requireSignature(keys);
            parsed.requireNotExpired(at);
            return new ImageVerdict.Genuine(parsed);
        } catch (RefusedException refused) {
            return new ImageVerdict.Refused(refused.refusal());
        }
    }

    private static ImageFile parse(byte[] file) throws RefusedException {
        requireEnd(file);
        SequencedMap<String, byte[]> entries = entries(file);
        Optional<byte[]> manifest = Optional.ofNullable(entries.remove(Image.MANIFEST));
        Optional<byte[]> signed = Optional.ofNullable(entries.remove(Image.SIGNATURE_FILE));
        Optional<byte[]> block = Optional.ofNullable(entries.remove(Image.SIGNATURE_BLOCK));
        if (signed.isEmpty() || block.isEmpty()) {
            throw new RefusedException(
                    Reason.UNSIGNED,
                    "expected a signed image, but it has no signature; take the one that 'kadec21"
                            + " image make' wrote");
        }
        Image image =
                new Image(ImageManifest.of(attributes(manifest.orElse(new byte[0]))), entries);
        if (!Arrays.equals(image.bytes(block.get()), file)) {
            throw changed("its entries, their digests and their order do not fit together");
        }
        return new ImageFile(image, block.get());
    }

    /// The directory at the end says how long the file is.
    private static void requireEnd(byte[] file) throws RefusedException {
        int at = file.length - END_BYTES;
        if (at >= 0) {
            ByteBuffer end = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
            long described = (long) end.getInt(at + 12) + end.getInt(at + 16);
            if (end.getInt(at) == END && described == at) {
                return;
            }
        }
        throw new RefusedException(
                Reason.TRUNCATED,
                "expected an image, a JAR that ends with its directory, but this file of "
                        + file.length
                        + " bytes does not; copy or fetch it again");
    }

    private static SequencedMap<String, byte[]> entries(byte[] file) throws RefusedException {
        SequencedMap<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException | IllegalArgumentException damaged) {
            throw changed("an entry cannot be read (" + damaged.getMessage() + ")");
        }
        return entries;
    }

    private static Map<String, String> attributes(byte[] manifest) throws RefusedException {
        try {
            Map<String, String> attributes = new HashMap<>();
            new Manifest(new ByteArrayInputStream(manifest))
                    .getMainAttributes()
                    .forEach((name, value) -> attributes.put(name.toString(), value.toString()));
            return attributes;
        } catch (IOException malformed) {
            throw changed("its manifest cannot be read");
        }
    }

    private void requireSignature(KeyList keys) throws RefusedException {
        String id = image.manifest().keyId();
        Optional<String> revoked = keys.revoked(id);
        if (revoked.isPresent()) {
            throw new RefusedException(
                    Reason.REVOKED_KEY,
                    "expected an image signed with a valid key, but key "
                            + id
                            + " was revoked ("
                            + revoked.get()
                            + "); ask for the image signed with the new key");
        }
        X509Certificate certificate =
                keys.certificate(id)
                        .orElseThrow(() ->
                                new RefusedException(
                                        Reason.UNKNOWN_KEY,
                                        "expected an image signed with a key of the list, but key "
                                                + id
                                                + " is not in it; add its certificate if you trust"
                                                + " it"));
        if (!isSignedBy(certificate)) {
            throw changed("its signature is not the one of key " + id);
        }
    }

    private boolean isSignedBy(X509Certificate certificate) {
        int at = signatureBlock.length - SignatureBlock.SIGNATURE_BYTES;
        if (at < 0) {
            return false;
        }
        byte[] signature = Arrays.copyOfRange(signatureBlock, at, signatureBlock.length);
        byte[] signed = image.signatureFile();
        return Arrays.equals(SignatureBlock.of(signed, certificate, signature), signatureBlock)
                && SignatureBlock.holds(signed, certificate, signature);
    }

    private void requireNotExpired(Instant at) throws RefusedException {
        Instant expires = image.manifest().expires();
        if (!at.isBefore(expires)) {
            throw new RefusedException(
                    Reason.EXPIRED,
                    "expected an image that can still be installed, but it expired at "
                            + expires
                            + " and now it is "
                            + at
                            + "; take a newer one, or correct the clock");
        }
    }

    private static RefusedException changed(String what) {
        return new RefusedException(
                Reason.CHANGED,
                "expected the image as it was signed, but it was changed or damaged: "
                        + what
                        + "; copy or fetch it again");
    }
}
