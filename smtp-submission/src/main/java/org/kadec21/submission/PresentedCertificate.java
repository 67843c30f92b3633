package org.kadec21.submission;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A server's certificate and what is to be said about it, point by point.
///
/// @param subject distinguished name (RFC 2253)
/// @param names host names and addresses that it is for
/// @param nameMatches whether the host we connect to is among them
/// @param distrust why its chain leads to no trusted authority, dates left aside; empty when it
///   does
/// @param objection why a session under this policy would refuse it, in the words of that session;
///   empty when it would not
/// @param pin of its key
public record PresentedCertificate(
        String subject,
        String issuer,
        Instant from,
        Instant until,
        List<String> names,
        boolean nameMatches,
        Optional<String> distrust,
        Optional<String> objection,
        KeyPin pin) {

    /// @param objection what the policy's own trust has said
    static PresentedCertificate of(
            List<X509Certificate> chain,
            SubmissionPolicy policy,
            Instant now,
            Optional<CertificateException> objection) {
        X509Certificate own = chain.getFirst();
        List<String> names = CertificateNames.of(own);
        return new PresentedCertificate(
                own.getSubjectX500Principal().getName(),
                own.getIssuerX500Principal().getName(),
                own.getNotBefore().toInstant(),
                own.getNotAfter().toInstant(),
                names,
                CertificateNames.match(names, policy.host()),
                distrust(chain, policy, now),
                objection.map(failure -> CertificateTrouble.explain(failure, policy, now)),
                KeyPin.of(own));
    }

    private static Optional<String> distrust(
            List<X509Certificate> chain, SubmissionPolicy policy, Instant now) {
        X509Certificate own = chain.getFirst();
        Instant from = own.getNotBefore().toInstant();
        Instant until = own.getNotAfter().toInstant();
        Instant at = now.isBefore(from) ? from : now.isAfter(until) ? until : now;
        try {
            TlsContext.chain(policy.tls(), at)
                    .checkServerTrusted(chain.toArray(X509Certificate[]::new), "UNKNOWN");
            return Optional.empty();
        } catch (CertificateException e) {
            return Optional.of(LinkTrouble.describe(e));
        }
    }
}
