package org.kadec21.updater.image;

import org.jspecify.annotations.Nullable;
import org.kadec21.updater.image.JarEntries.Entry;
import org.kadec21.updater.image.RefusedException.Reason;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/// An image whose form, contents, signature and expiry were found right.
///
/// @param declaration what its manifest says
/// @param bytes the whole file
public record FirmwareImage(Declaration declaration, byte[] bytes) {

    /// A longer file is no image.
    public static final int MOST_BYTES = 16 << 20;

    private static final List<String> SIGNED_JAR =
            List.of("META-INF/MANIFEST.MF", "META-INF/KADEC21.SF", "META-INF/KADEC21.EC");
    private static final String DIGEST = "SHA-256-Digest";

    /// Verifies a file.
    ///
    /// @param at now, by the clock that judges the expiry
    public static FirmwareImage verified(byte[] file, TrustedKeys keys, Instant at)
            throws RefusedException {
        List<Entry> entries = JarEntries.of(file);
        requireSignatureFiles(entries);
        byte[] manifestBytes = entries.get(0).content();
        byte[] signed = entries.get(1).content();
        Manifest manifest = manifest(manifestBytes);
        Declaration declaration = Declaration.of(manifest);
        CmsSignature.require(
                entries.get(2).content(), signed, keys.certificate(declaration.keyId()));
        requireDigest(
                manifest(signed).getMainAttributes().getValue(DIGEST + "-Manifest"),
                manifestBytes,
                "its manifest");
        requireContents(manifest, entries.subList(SIGNED_JAR.size(), entries.size()));
        requireNotExpired(declaration.expires(), at);
        return new FirmwareImage(declaration, file);
    }

    /// What a file says of itself, whoever made it.
    public static Declaration declared(byte[] file) throws RefusedException {
        List<Entry> entries = JarEntries.of(file);
        requireSignatureFiles(entries);
        return Declaration.of(manifest(entries.get(0).content()));
    }

    private static void requireSignatureFiles(List<Entry> entries) throws RefusedException {
        List<String> first = entries.stream().limit(SIGNED_JAR.size()).map(Entry::name).toList();
        if (!first.equals(SIGNED_JAR)) {
            throw new RefusedException(
                    Reason.UNSIGNED,
                    "expected a signed image, which begins with "
                            + String.join(", ", SIGNED_JAR)
                            + ", but this JAR does not; take the image as its maker signed it");
        }
    }

    /// The manifest, whose digest is signed, names every other entry with its digest; the entries
    /// come in the order of their names.
    private static void requireContents(Manifest manifest, List<Entry> entries)
            throws RefusedException {
        Map<String, Attributes> expected = new HashMap<>(manifest.getEntries());
        String before = "";
        for (Entry entry : entries) {
            Attributes attributes = expected.remove(entry.name());
            if (attributes == null || before.compareTo(entry.name()) >= 0) {
                throw RefusedException.changed(
                        "its manifest does not expect " + entry.name() + " there");
            }
            requireDigest(attributes.getValue(DIGEST), entry.content(), entry.name());
            before = entry.name();
        }
        if (!expected.isEmpty()) {
            throw RefusedException.changed(
                    "it lacks " + expected.keySet().stream().sorted().findFirst().orElseThrow());
        }
    }

    private static void requireDigest(@Nullable String expected, byte[] content, String name)
            throws RefusedException {
        if (!Base64.getEncoder().encodeToString(Sha256.of(content)).equals(expected)) {
            throw RefusedException.changed(name + " is not what was signed");
        }
    }

    private static void requireNotExpired(Instant expires, Instant at) throws RefusedException {
        if (!at.isBefore(expires)) {
            throw new RefusedException(
                    Reason.EXPIRED,
                    "expected an image that can still be installed, but it expired at "
                            + expires
                            + " and now it is "
                            + at
                            + "; take a newer one, or correct the computer's clock");
        }
    }

    private static Manifest manifest(byte[] text) throws RefusedException {
        try {
            return new Manifest(new ByteArrayInputStream(text));
        } catch (IOException malformed) {
            throw RefusedException.changed("its manifest cannot be read");
        }
    }
}
