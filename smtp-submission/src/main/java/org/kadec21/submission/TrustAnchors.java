package org.kadec21.submission;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// Certification authorities as operators hand them over: PEM files.
public final class TrustAnchors {

    private TrustAnchors() {}

    /// Reads all certificates of a PEM file, in its order.
    ///
    /// @throws CertificateException when there is none, or one cannot be read; the message says
    ///   what was expected
    public static List<X509Certificate> fromPem(byte[] pem) throws CertificateException {
        List<X509Certificate> certificates;
        try {
            certificates =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(pem))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
        } catch (CertificateException e) {
            throw new CertificateException(
                    "expected certificates in PEM form (-----BEGIN CERTIFICATE-----), got something"
                            + " unreadable: "
                            + e.getMessage()
                            + "; export the CA as PEM (Base64) again",
                    e);
        }
        if (certificates.isEmpty()) {
            throw new CertificateException(
                    "expected at least one -----BEGIN CERTIFICATE----- block, got none; is this the"
                            + " CA file?");
        }
        return certificates;
    }

    /// SHA-256 of a certificate as pairs of hexadecimal digits with colons, to compare by eye.
    public static String fingerprint(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException(
                    "a parsed certificate has an encoding, and Java has SHA-256", e);
        }
    }
}
