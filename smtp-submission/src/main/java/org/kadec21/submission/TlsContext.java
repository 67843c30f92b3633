package org.kadec21.submission;

import org.jspecify.annotations.Nullable;
import org.kadec21.hal.Randomness;
import org.kadec21.hal.Time;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/// A TLS context of its own for each session: nothing is resumed, certificate dates are judged by
/// the unit's [Time].
final class TlsContext {

    private TlsContext() {}

    static SSLSocketFactory socketFactory(
            SubmissionPolicy.Tls policy, Time time, Randomness randomness) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust(policy, time), randomness.secure());
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS with PKIX", e);
        }
    }

    private static TrustManager[] trust(SubmissionPolicy.Tls policy, Time time)
            throws GeneralSecurityException {
        if (policy.pins().isEmpty()) {
            List<X509Certificate> own = policy.trustAnchors();
            return chain(own.isEmpty() ? platformAnchors() : own, time);
        }
        Optional<X509ExtendedTrustManager> chain =
                policy.trustAnchors().isEmpty()
                        ? Optional.empty()
                        : Stream.of(chain(policy.trustAnchors(), time))
                                .filter(X509ExtendedTrustManager.class::isInstance)
                                .map(X509ExtendedTrustManager.class::cast)
                                .findFirst();
        return new TrustManager[] {new PinnedKeyTrust(policy.pins(), chain)};
    }

    private static TrustManager[] chain(List<X509Certificate> certificates, Time time)
            throws GeneralSecurityException {
        Set<TrustAnchor> anchors = new LinkedHashSet<>();
        certificates.forEach(certificate -> anchors.add(new TrustAnchor(certificate, null)));
        PKIXBuilderParameters parameters =
                new PKIXBuilderParameters(anchors, new X509CertSelector());
        parameters.setDate(Date.from(time.now()));
        // a unit behind 9600 bit/s does not fetch revocation lists
        parameters.setRevocationEnabled(false);
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(new CertPathTrustManagerParameters(parameters));
        return factory.getTrustManagers();
    }

    private static List<X509Certificate> platformAnchors() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        @Nullable KeyStore platform = null;
        factory.init(platform);
        return Stream.of(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .flatMap(manager -> Stream.of(((X509TrustManager) manager).getAcceptedIssuers()))
                .toList();
    }
}
