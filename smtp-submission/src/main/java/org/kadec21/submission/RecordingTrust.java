package org.kadec21.submission;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.X509ExtendedTrustManager;

/// Lets every certificate pass and writes down what would have been said against it. Only for
/// looking at a server: nothing secret may go over a connection that was made like this.
final class RecordingTrust extends ServerTrust {

    private List<X509Certificate> shown = List.of();
    private Optional<CertificateException> objection = Optional.empty();

    RecordingTrust(X509ExtendedTrustManager strict) {
        super(Optional.of(strict));
    }

    /// The server's chain, its own certificate first; empty before a handshake.
    List<X509Certificate> shown() {
        return shown;
    }

    /// Why `strict` would have ended the handshake.
    Optional<CertificateException> objection() {
        return objection;
    }

    @Override
    void judge(X509Certificate[] certificates, Judgement further) {
        shown = List.of(certificates);
        try {
            further.check();
        } catch (CertificateException e) {
            objection = Optional.of(e);
        }
    }
}
