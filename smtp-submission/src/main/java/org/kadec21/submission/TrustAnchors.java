package org.kadec21.submission;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/// Certification authorities as operators hand them over.
public final class TrustAnchors {

    private TrustAnchors() {}

    /// The certificates in a file's bytes, in their order: PEM, several, or DER. Empty when there
    /// is none, or one cannot be read.
    public static Optional<List<X509Certificate>> in(byte[] file) {
        try {
            List<X509Certificate> found =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(file))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            return found.isEmpty() ? Optional.empty() : Optional.of(found);
        } catch (CertificateException unreadable) {
            return Optional.empty();
        }
    }
}
