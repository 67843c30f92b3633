package org.kadec21.submission;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.X509ExtendedTrustManager;

/// Holds the server's own certificate to its dates. The platform does so by itself, but for the one
/// that is named as an authority: of a trust anchor RFC 5280 6.1 looks at nothing, and a server's
/// self-signed certificate is the commonest anchor of all.
final class DatedTrust extends ServerTrust {

    private final Instant at;

    DatedTrust(X509ExtendedTrustManager chain, Instant at) {
        super(Optional.of(chain));
        this.at = at;
    }

    @Override
    void judge(X509Certificate[] shown, Judgement further) throws CertificateException {
        further.check();
        X509Certificate own = shown[0];
        if (at.isAfter(own.getNotAfter().toInstant())) {
            throw misdated(own, "expired " + own.getNotAfter().toInstant(), BasicReason.EXPIRED);
        }
        if (at.isBefore(own.getNotBefore().toInstant())) {
            throw misdated(
                    own,
                    "not valid before " + own.getNotBefore().toInstant(),
                    BasicReason.NOT_YET_VALID);
        }
    }

    /// As the platform says it of every other certificate.
    private static CertificateException misdated(
            X509Certificate own, String words, BasicReason reason) throws CertificateException {
        return new CertificateException(
                words,
                new CertPathValidatorException(
                        words,
                        null,
                        CertificateFactory.getInstance("X.509").generateCertPath(List.of(own)),
                        0,
                        reason));
    }
}
