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
import java.time.Instant;
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
        return socketFactory(trust(policy, time), randomness);
    }

    static SSLSocketFactory socketFactory(X509TrustManager trust, Randomness randomness) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, randomness.secure());
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /// What `policy` trusts at this moment.
    static ServerTrust trust(SubmissionPolicy.Tls policy, Time time) {
        if (policy.pins().isEmpty()) {
            return chain(policy, time.now());
        }
        return new PinnedKeyTrust(
                policy.pins(),
                policy.trustAnchors().isEmpty()
                        ? Optional.empty()
                        : Optional.of(chain(policy, time.now())));
    }

    /// The authorities of `policy`, or the platform's when it names none, judging dates as of `at`.
    static ServerTrust chain(SubmissionPolicy.Tls policy, Instant at) {
        try {
            List<X509Certificate> own = policy.trustAnchors();
            return Stream.of(chain(own.isEmpty() ? platformAnchors() : own, at))
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .map(platform -> new DatedTrust(platform, at))
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no PKIX", e);
        }
    }

    private static TrustManager[] chain(List<X509Certificate> certificates, Instant at)
            throws GeneralSecurityException {
        Set<TrustAnchor> anchors = new LinkedHashSet<>();
        certificates.forEach(certificate -> anchors.add(new TrustAnchor(certificate, null)));
        PKIXBuilderParameters parameters =
                new PKIXBuilderParameters(anchors, new X509CertSelector());
        parameters.setDate(Date.from(at));
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
