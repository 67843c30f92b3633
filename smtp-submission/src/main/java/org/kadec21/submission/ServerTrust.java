package org.kadec21.submission;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Judges what a server shows, beside or around another trust manager: JSSE asks in three ways,
/// each comes to one question. A unit is no server: clients are never trusted.
abstract class ServerTrust extends X509ExtendedTrustManager {

    private final Optional<X509ExtendedTrustManager> inner;

    /// @param inner judges too; empty where this one decides alone
    ServerTrust(Optional<X509ExtendedTrustManager> inner) {
        this.inner = inner;
    }

    /// What the inner trust manager says of the same certificates.
    @FunctionalInterface
    interface Judgement {
        void check() throws CertificateException;
    }

    /// @param shown the server's chain, its own certificate first
    abstract void judge(X509Certificate[] shown, Judgement further) throws CertificateException;

    @Override
    public final void checkServerTrusted(X509Certificate[] shown, String type, Socket socket)
            throws CertificateException {
        judge(
                shown,
                () -> {
                    if (inner.isPresent()) {
                        inner.get().checkServerTrusted(shown, type, socket);
                    }
                });
    }

    @Override
    public final void checkServerTrusted(X509Certificate[] shown, String type, SSLEngine engine)
            throws CertificateException {
        judge(
                shown,
                () -> {
                    if (inner.isPresent()) {
                        inner.get().checkServerTrusted(shown, type, engine);
                    }
                });
    }

    @Override
    public final void checkServerTrusted(X509Certificate[] shown, String type)
            throws CertificateException {
        judge(
                shown,
                () -> {
                    if (inner.isPresent()) {
                        inner.get().checkServerTrusted(shown, type);
                    }
                });
    }

    @Override
    public final void checkClientTrusted(X509Certificate[] shown, String type, Socket socket)
            throws CertificateException {
        throw noServer();
    }

    @Override
    public final void checkClientTrusted(X509Certificate[] shown, String type, SSLEngine engine)
            throws CertificateException {
        throw noServer();
    }

    @Override
    public final void checkClientTrusted(X509Certificate[] shown, String type)
            throws CertificateException {
        throw noServer();
    }

    @Override
    public final X509Certificate[] getAcceptedIssuers() {
        return inner.map(X509ExtendedTrustManager::getAcceptedIssuers)
                .orElseGet(() -> new X509Certificate[0]);
    }

    private static CertificateException noServer() {
        return new CertificateException("a unit is no server and trusts no clients");
    }
}
