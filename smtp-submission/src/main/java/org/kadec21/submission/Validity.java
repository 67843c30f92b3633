package org.kadec21.submission;

import java.security.cert.CertPathValidatorException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/// From when to when a certificate is valid, both moments included (RFC 5280 4.1.2.5).
public record Validity(Instant from, Instant to) {

    public boolean isAt(Instant moment) {
        return !moment.isBefore(from) && !moment.isAfter(to);
    }

    /// Of the certificate that ended a handshake by its dates, at whichever place of the chain.
    static Optional<Validity> objectedTo(Exception handshake) {
        return LinkTrouble.causes(handshake).stream()
                .filter(CertPathValidatorException.class::isInstance)
                .map(CertPathValidatorException.class::cast)
                .filter(failure -> CertificateTrouble.isOfDates(failure))
                .filter(failure -> failure.getCertPath() != null && failure.getIndex() >= 0)
                .map(failure ->
                        (X509Certificate)
                                failure.getCertPath().getCertificates().get(failure.getIndex()))
                .map(certificate ->
                        new Validity(
                                certificate.getNotBefore().toInstant(),
                                certificate.getNotAfter().toInstant()))
                .findFirst();
    }
}
