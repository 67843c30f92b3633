package org.kadec21.submission;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/// Says why a TLS handshake failed and what a field engineer can try.
final class CertificateTrouble {

    private CertificateTrouble() {}

    static String explain(Exception failure, SubmissionPolicy policy, Instant now) {
        String host = policy.host();
        List<Throwable> causes = LinkTrouble.causes(failure);
        if (any(causes, PinnedKeyTrust.WrongKeyException.class::isInstance)) {
            return LinkTrouble.describe(failure)
                    + ": ask the provider whether "
                    + host
                    + " has a new key and pin that one, or find out who answers in its place";
        }
        if (any(
                causes,
                cause ->
                        cause instanceof CertificateExpiredException
                                || hasReason(cause, BasicReason.EXPIRED))) {
            return "the certificate of "
                    + host
                    + " has expired, judged by the unit's clock ("
                    + now
                    + "): check the clock, then ask the provider";
        }
        if (any(
                causes,
                cause ->
                        cause instanceof CertificateNotYetValidException
                                || hasReason(cause, BasicReason.NOT_YET_VALID))) {
            return "the certificate of "
                    + host
                    + " is not yet valid, judged by the unit's clock ("
                    + now
                    + "): set the clock";
        }
        if (any(
                causes,
                cause ->
                        cause instanceof CertPathBuilderException
                                || cause instanceof CertPathValidatorException)) {
            return "the certificate of "
                    + host
                    + " was not issued by a trusted certification authority (unknown CA): put the"
                    + " provider's CA into ca (--ca), or find out who answers in its place: "
                    + LinkTrouble.describe(failure);
        }
        if (any(causes, cause -> cause.getClass().equals(CertificateException.class))) {
            return "expected a certificate for "
                    + host
                    + ", it is for another host name ("
                    + LinkTrouble.describe(failure)
                    + "): correct the server's name, or find out who answers in its place";
        }
        return "the TLS handshake with "
                + host
                + " failed: "
                + LinkTrouble.describe(failure)
                + (policy.tls().mode() == SubmissionPolicy.Tls.Mode.IMPLICIT
                        ? "; does port "
                                + policy.port()
                                + " begin with TLS 1.2 or 1.3? 465 does, 587 wants STARTTLS"
                        : "; does the server speak TLS 1.2 or 1.3?");
    }

    /// Whether a certificate failed by its dates.
    static boolean isOfDates(CertPathValidatorException failure) {
        return hasReason(failure, BasicReason.EXPIRED)
                || hasReason(failure, BasicReason.NOT_YET_VALID);
    }

    private static boolean any(List<Throwable> causes, Predicate<Throwable> predicate) {
        return causes.stream().anyMatch(predicate);
    }

    private static boolean hasReason(Throwable cause, BasicReason reason) {
        return cause instanceof CertPathValidatorException validation
                && validation.getReason() == reason;
    }
}
