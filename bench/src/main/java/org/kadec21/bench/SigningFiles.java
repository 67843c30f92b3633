package org.kadec21.bench;

import org.jspecify.annotations.Nullable;
import org.kadec21.bench.image.SigningKey;
import org.kadec21.firmware.config.ConfigException;
import org.kadec21.hal.host.HostFiles;
import org.kadec21.submission.SigningIdentity;
import org.kadec21.submission.TrustAnchors;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/// The options by which a command is told who signs: a key and its certificate, in one PEM file or
/// in two.
final class SigningFiles {

    private static final int MOST_BYTES = 1 << 20;
    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description =
                    "The key that signs (PEM, without a password); its certificate may stand behind"
                            + " it, as in the files of 'image key'.")
    private Path key;

    @Option(
            names = "--cert",
            paramLabel = "FILE",
            description = "Its certificate (PEM), unless that is in the key's file.")
    private @Nullable Path certificate;

    /// An RSA key that signs mails.
    ///
    /// @throws ConfigException when it is none
    SigningIdentity forMails() {
        try {
            return SigningIdentity.fromPem(content(key), chain());
        } catch (GeneralSecurityException unusable) {
            throw new ConfigException(key.toString(), String.valueOf(unusable.getMessage()));
        }
    }

    /// An Ed25519 key that signs images.
    ///
    /// @throws ConfigException when it is none
    SigningKey forImages() {
        return KeyFiles.signing(
                key.toString(),
                Optional.ofNullable(certificate).map(SigningFiles::text).orElse("") + text(key));
    }

    /// Certificates in a file that the command line names, in their order.
    ///
    /// @throws ConfigException when there is none
    static List<X509Certificate> certificates(Path file) {
        return certificates(file, content(file));
    }

    private List<X509Certificate> chain() {
        return Optional.ofNullable(certificate)
                .map(SigningFiles::certificates)
                .orElseGet(() -> {
                    String both = text(key);
                    int begin = both.indexOf(CERTIFICATE);
                    if (begin < 0) {
                        throw new ConfigException(
                                key.toString(),
                                "expected the key's certificate behind it, but there is none; name"
                                        + " its file with --cert");
                    }
                    return certificates(
                            key, both.substring(begin).getBytes(StandardCharsets.US_ASCII));
                });
    }

    private static List<X509Certificate> certificates(Path file, byte[] content) {
        return TrustAnchors.in(content)
                .orElseThrow(() ->
                        new ConfigException(
                                file.toString(),
                                "expected PEM or DER certificates, but came something else"));
    }

    private static String text(Path file) {
        return new String(content(file), StandardCharsets.US_ASCII);
    }

    private static byte[] content(Path file) {
        try {
            return HostFiles.read(file, MOST_BYTES);
        } catch (IOException unreadable) {
            throw new ConfigException(
                    file.toString(),
                    "expected a file that can be read: " + unreadable.getMessage());
        }
    }
}
