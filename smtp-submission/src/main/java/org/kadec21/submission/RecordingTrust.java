package org.kadec21.submission;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Lets every certificate pass and writes down what would have been said against it. Only for
/// looking at a server: nothing secret may go over a connection that was made like this.
final class RecordingTrust extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager strict;
    private List<X509Certificate> shown = List.of();
    private Optional<CertificateException> objection = Optional.empty();

    RecordingTrust(X509ExtendedTrustManager strict) {
        this.strict = strict;
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
    public void checkServerTrusted(X509Certificate[] certificates, String type, Socket socket) {
        record(certificates, () -> strict.checkServerTrusted(certificates, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String type, SSLEngine engine) {
        record(certificates, () -> strict.checkServerTrusted(certificates, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String type) {
        record(certificates, () -> strict.checkServerTrusted(certificates, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String type, Socket socket)
            throws CertificateException {
        strict.checkClientTrusted(certificates, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String type, SSLEngine engine)
            throws CertificateException {
        strict.checkClientTrusted(certificates, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String type)
            throws CertificateException {
        strict.checkClientTrusted(certificates, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return strict.getAcceptedIssuers();
    }

    private void record(X509Certificate[] certificates, Judgement judgement) {
        shown = List.of(certificates);
        try {
            judgement.check();
        } catch (CertificateException e) {
            objection = Optional.of(e);
        }
    }

    @FunctionalInterface
    private interface Judgement {
        void check() throws CertificateException;
    }
}
