package org.kadec21.firmware.update;

import org.kadec21.firmware.update.Refusal.Reason;
import org.kadec21.firmware.update.Refusal.RefusedException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// An image as it lies in a file. An image has only one form, so a file is sound when the image
/// read from it makes the same bytes again: no byte is left that could be changed unnoticed.
///
/// @param image what was read
/// @param signatureFile what is signed: digests of all that the image has
/// @param signatureBlock its CMS signature, not yet checked
public record ImageFile(Image image, byte[] signatureFile, byte[] signatureBlock) {

    private static final String SECTION_END = "\r\n\r\n";

    /// Of a signed JAR, or a way out of the folder that an image is unpacked to.
    private static final Pattern NOT_CODE =
            Pattern.compile("META-INF/|/|.*\\\\|(.*/)?\\.\\.?(/|$)");

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
            parsed.requireNotRevoked(keys);
            X509Certificate certificate = parsed.requireSignature(keys);
            parsed.requireNotExpired(at);
            parsed.requireKeyInTime(certificate, at);
            return new ImageVerdict.Genuine(parsed);
        } catch (RefusedException refused) {
            return new ImageVerdict.Refused(refused.refusal());
        }
    }

    /// Reads, and checks nothing but the signature: an image that is installed goes on after its
    /// expiry, and what follows from a key that was revoked since is for others to say.
    static ImageVerdict identify(byte[] file, KeyList keys) {
        try {
            ImageFile parsed = parse(file);
            parsed.requireSignature(keys);
            return new ImageVerdict.Genuine(parsed);
        } catch (RefusedException refused) {
            return new ImageVerdict.Refused(refused.refusal());
        }
    }

    private static ImageFile parse(byte[] file) throws RefusedException {
        requireEnd(file);
        requireSigned(file);
        SequencedMap<String, byte[]> entries = entries(file);
        byte[] manifest = taken(entries, Image.MANIFEST);
        byte[] signatureFile = taken(entries, Image.SIGNATURE_FILE);
        byte[] block = taken(entries, Image.SIGNATURE_BLOCK);
        for (String name : entries.keySet()) {
            if (NOT_CODE.matcher(name).lookingAt()) {
                throw changed("it has " + name + " where no image has it");
            }
        }
        Image image = new Image(ImageManifest.of(attributes(manifest)), entries);
        if (!Arrays.equals(Image.laidOut(manifest, signatureFile, block, image.code()), file)) {
            throw changed("its entries, their order and its directory do not fit together");
        }
        if (!Arrays.equals(image.manifestText(), manifest)
                || !Arrays.equals(image.signatureFile(manifest), signatureFile)) {
            throw changed("its entries and their digests do not fit together");
        }
        return new ImageFile(image, signatureFile, block);
    }

    /// The directory at the end says how long the file is.
    private static void requireEnd(byte[] file) throws RefusedException {
        int at = file.length - StoredZip.END_BYTES;
        if (at >= 0) {
            ByteBuffer end = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
            long described = (long) end.getInt(at + 12) + end.getInt(at + 16);
            if (end.getInt(at) == StoredZip.END && described == at) {
                return;
            }
        }
        throw new RefusedException(
                Reason.TRUNCATED,
                "expected an image, a JAR that ends with its directory, but this file of "
                        + file.length
                        + " bytes does not; copy or fetch it again");
    }

    /// Any other JAR would be refused below for a reason that says less.
    private static void requireSigned(byte[] file) throws RefusedException {
        if (!new String(file, StandardCharsets.ISO_8859_1).contains(Image.SIGNATURE_BLOCK)) {
            throw new RefusedException(
                    Reason.UNSIGNED,
                    "expected a signed image, but it has no signature; take the one that 'kadec21"
                            + " image make' wrote");
        }
    }

    private static byte[] taken(SequencedMap<String, byte[]> entries, String name)
            throws RefusedException {
        return Optional.ofNullable(entries.remove(name))
                .orElseThrow(() -> changed("it lacks " + name));
    }

    private static SequencedMap<String, byte[]> entries(byte[] file) throws RefusedException {
        SequencedMap<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                // what is packed may unpack to any length, and no image has it
                if (entry.getMethod() != ZipEntry.STORED) {
                    throw changed(entry.getName() + " is packed");
                }
                entries.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException | IllegalArgumentException damaged) {
            throw changed("an entry cannot be read (" + damaged.getMessage() + ")");
        }
        return entries;
    }

    /// Of the main section; the rest says nothing that the entries do not say.
    private static Map<String, String> attributes(byte[] manifest) throws RefusedException {
        int end = new String(manifest, StandardCharsets.ISO_8859_1).indexOf(SECTION_END);
        if (end < 0) {
            throw changed("its manifest has no end");
        }
        byte[] main = Arrays.copyOf(manifest, end + SECTION_END.length());
        try {
            Map<String, String> attributes = new HashMap<>();
            new Manifest(new ByteArrayInputStream(main))
                    .getMainAttributes()
                    .forEach((name, value) -> attributes.put(name.toString(), value.toString()));
            return attributes;
        } catch (IOException malformed) {
            throw changed("its manifest cannot be read");
        }
    }

    private void requireNotRevoked(KeyList keys) throws RefusedException {
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
    }

    private X509Certificate requireSignature(KeyList keys) throws RefusedException {
        String id = image.manifest().keyId();
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
        return certificate;
    }

    private boolean isSignedBy(X509Certificate certificate) {
        int at = signatureBlock.length - SignatureBlock.SIGNATURE_BYTES;
        if (at < 0) {
            return false;
        }
        byte[] signature = Arrays.copyOfRange(signatureBlock, at, signatureBlock.length);
        return Arrays.equals(
                        SignatureBlock.of(signatureFile, certificate, signature), signatureBlock)
                && SignatureBlock.holds(signatureFile, certificate, signature);
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

    /// A key whose certificate has ended signs no more, whatever it writes into the image. The
    /// certificate's beginning is not looked at: a clock in the field may lag behind.
    private void requireKeyInTime(X509Certificate certificate, Instant at) throws RefusedException {
        Instant end = certificate.getNotAfter().toInstant();
        Instant expires = image.manifest().expires();
        if (expires.isAfter(end) || at.isAfter(end)) {
            throw new RefusedException(
                    Reason.EXPIRED,
                    "expected an image that expires before the certificate of its key ends, at "
                            + end
                            + ", but it expires at "
                            + expires
                            + " and now it is "
                            + at
                            + "; ask for the image signed with a newer key");
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
