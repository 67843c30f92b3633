package org.kadec21.updater.image;

import org.bouncycastle.cert.X509CertificateHolder;
import org.kadec21.updater.image.JarEntries.Entry;
import org.kadec21.updater.image.RefusedException.Reason;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// An image whose form, contents, signature and expiry were found right.
///
/// @param declaration what its manifest says
/// @param bytes the whole file
public record FirmwareImage(Declaration declaration, byte[] bytes) {

    /// A longer file is no image.
    public static final int MOST_BYTES = 16 << 20;

    private static final List<String> SIGNED_JAR =
            List.of("META-INF/MANIFEST.MF", "META-INF/KADEC21.SF", "META-INF/KADEC21.EC");

    /// Of a signed JAR, or a way out of the folder that an image is unpacked to.
    private static final Pattern NOT_CODE =
            Pattern.compile("META-INF/|/|.*\\\\|(.*/)?\\.\\.?(/|$)");

    /// Verifies a file.
    ///
    /// @param at now, by the clock that judges the expiry
    public static FirmwareImage verified(byte[] file, TrustedKeys keys, Instant at)
            throws RefusedException {
        List<Entry> entries = JarEntries.of(file);
        requireSignatureFiles(entries);
        byte[] manifest = entries.get(0).content();
        byte[] signed = entries.get(1).content();
        List<Entry> contents = entries.subList(SIGNED_JAR.size(), entries.size());
        DeclaredAttributes attributes = DeclaredAttributes.of(manifest);
        Declaration declaration = Declaration.of(attributes);
        X509CertificateHolder certificate = keys.certificate(declaration.keyId());
        CmsSignature.require(entries.get(2).content(), signed, certificate);
        requireNames(contents);
        if (!Arrays.equals(ManifestForm.manifest(attributes, contents), manifest)
                || !Arrays.equals(ManifestForm.signatureFile(manifest, contents), signed)) {
            throw RefusedException.changed("its manifest does not describe its entries");
        }
        requireNotExpired(declaration.expires(), at);
        requireKeyInTime(declaration.expires(), certificate, at);
        return new FirmwareImage(declaration, file);
    }

    /// What a file says of itself, whoever made it.
    public static Declaration declared(byte[] file) throws RefusedException {
        List<Entry> entries = JarEntries.of(file);
        requireSignatureFiles(entries);
        return Declaration.of(DeclaredAttributes.of(entries.get(0).content()));
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

    /// In rising order, each a path below the code's root.
    private static void requireNames(List<Entry> contents) throws RefusedException {
        String before = "";
        for (Entry entry : contents) {
            String name = entry.name();
            if (before.compareTo(name) >= 0 || NOT_CODE.matcher(name).lookingAt()) {
                throw RefusedException.changed("it has " + name + " where no image has it");
            }
            before = name;
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

    /// A key whose certificate has ended signs no more, whatever it writes into the image. The
    /// certificate's beginning is not looked at: a clock in the field may lag behind.
    private static void requireKeyInTime(
            Instant expires, X509CertificateHolder certificate, Instant at)
            throws RefusedException {
        Instant end = certificate.getNotAfter().toInstant();
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
}
