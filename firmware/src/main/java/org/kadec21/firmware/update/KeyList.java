package org.kadec21.firmware.update;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The keys whose images are taken: certificates in PEM, and between them lines `revoked KEYID
/// reason` and comments that begin with `#`.
public final class KeyList {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----");
    private static final Pattern REVOKED = Pattern.compile("revoked ([0-9a-f]{16}) (\\S.*)");

    private final SequencedMap<String, X509Certificate> certificates = new LinkedHashMap<>();
    private final SequencedMap<String, String> revocations = new LinkedHashMap<>();

    private KeyList() {}

    /// Reads a list.
    ///
    /// @throws KeyFileException for the first thing that is wrong in it
    public static KeyList read(String text) throws KeyFileException {
        KeyList list = new KeyList();
        Matcher blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            list.trust(blocks.group());
        }
        for (String line : BLOCK.matcher(text).replaceAll("").lines().toList()) {
            list.readLine(line.strip());
        }
        return list;
    }

    /// Why the key is no longer taken, if it is not.
    Optional<String> revoked(String keyId) {
        return Optional.ofNullable(revocations.get(keyId));
    }

    Optional<X509Certificate> certificate(String keyId) {
        return Optional.ofNullable(certificates.get(keyId));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyList list
                && list.certificates.equals(certificates)
                && list.revocations.equals(revocations);
    }

    @Override
    public int hashCode() {
        return 31 * certificates.hashCode() + revocations.hashCode();
    }

    private void trust(String pem) throws KeyFileException {
        try {
            X509Certificate certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(
                                            new ByteArrayInputStream(
                                                    pem.getBytes(StandardCharsets.US_ASCII)));
            certificates.put(KeyId.of(certificate.getPublicKey()), certificate);
        } catch (GeneralSecurityException wrong) {
            throw new KeyFileException("expected certificates in PEM, but one cannot be read");
        }
    }

    private void readLine(String line) throws KeyFileException {
        Matcher revocation = REVOKED.matcher(line);
        if (revocation.matches()) {
            revocations.put(revocation.group(1), revocation.group(2));
        } else if (!line.isEmpty() && !line.startsWith("#")) {
            throw new KeyFileException(
                    "expected certificates in PEM, lines 'revoked KEYID reason' and '# comment',"
                            + " but it has something else between them");
        }
    }
}
