package org.kadec21.submission;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.X509ExtendedTrustManager;

/// Trusts the server that shows a pinned key, and, if authorities are named as well, only with a
/// chain that leads to them.
///
/// With a pin alone neither name nor dates count: the key is the identity, and a unit that has been
/// told which one it is does not fall silent because a self-signed certificate has expired.
final class PinnedKeyTrust extends ServerTrust {

    private final List<KeyPin> pins;

    PinnedKeyTrust(List<KeyPin> pins, Optional<X509ExtendedTrustManager> chain) {
        super(chain);
        this.pins = pins;
    }

    /// The server shows a key that is not the pinned one.
    static final class WrongKeyException extends CertificateException {

        WrongKeyException(List<KeyPin> expected, KeyPin shown) {
            super("expected the pinned key " + expected + ", the server showed " + shown);
        }
    }

    @Override
    void judge(X509Certificate[] shown, Judgement further) throws CertificateException {
        requirePin(shown);
        further.check();
    }

    private void requirePin(X509Certificate[] certificates) throws WrongKeyException {
        KeyPin shown = KeyPin.of(certificates[0]);
        if (!pins.contains(shown)) {
            throw new WrongKeyException(pins, shown);
        }
    }
}
