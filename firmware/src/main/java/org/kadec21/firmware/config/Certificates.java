package org.kadec21.firmware.config;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/// Certification authorities from a file's bytes.
public final class Certificates {

    private Certificates() {}

    /// The certificates (PEM, several, or DER) in these bytes; empty when they are none.
    public static Optional<List<X509Certificate>> in(byte[] bytes) {
        try {
            List<X509Certificate> found =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(bytes))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            return found.isEmpty() ? Optional.empty() : Optional.of(found);
        } catch (CertificateException unreadable) {
            return Optional.empty();
        }
    }
}
