package org.kadec21.submission;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Trusts the server that shows a pinned key, and, if authorities are named as well, only with a
/// chain that leads to them.
///
/// With a pin alone neither name nor dates count: the key is the identity, and a unit that has been
/// told which one it is does not fall silent because a self-signed certificate has expired.
final class PinnedKeyTrust extends X509ExtendedTrustManager {

    private final List<KeyPin> pins;
    private final Optional<X509ExtendedTrustManager> chain;

    PinnedKeyTrust(List<KeyPin> pins, Optional<X509ExtendedTrustManager> chain) {
        this.pins = pins;
        this.chain = chain;
    }

    /// The server shows a key that is not the pinned one.
    static final class WrongKeyException extends CertificateException {

        WrongKeyException(List<KeyPin> expected, KeyPin shown) {
            super("expected the pinned key " + expected + ", the server showed " + shown);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String type, Socket socket)
            throws CertificateException {
        requirePin(certificates);
        if (chain.isPresent()) {
            chain.get().checkServerTrusted(certificates, type, socket);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String type, SSLEngine engine)
            throws CertificateException {
        requirePin(certificates);
        if (chain.isPresent()) {
            chain.get().checkServerTrusted(certificates, type, engine);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String type)
            throws CertificateException {
        requirePin(certificates);
        if (chain.isPresent()) {
            chain.get().checkServerTrusted(certificates, type);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String type, Socket socket)
            throws CertificateException {
        throw noServer();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String type, SSLEngine engine)
            throws CertificateException {
        throw noServer();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String type)
            throws CertificateException {
        throw noServer();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return chain.map(X509ExtendedTrustManager::getAcceptedIssuers)
                .orElseGet(() -> new X509Certificate[0]);
    }

    private void requirePin(X509Certificate[] certificates) throws WrongKeyException {
        KeyPin shown = KeyPin.of(certificates[0]);
        if (!pins.contains(shown)) {
            throw new WrongKeyException(pins, shown);
        }
    }

    private static CertificateException noServer() {
        return new CertificateException("a unit is no server and trusts no clients");
    }
}
