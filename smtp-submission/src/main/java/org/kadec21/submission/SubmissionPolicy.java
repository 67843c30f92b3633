package org.kadec21.submission;

import org.kadec21.hal.Secret;

import java.security.cert.X509Certificate;
import java.util.List;

/// What a unit demands of a server before it hands over a password or a mail.
///
/// @param host name to connect to, and that the certificate must carry
/// @param port usually 587
/// @param clientName our name in EHLO
public record SubmissionPolicy(
        String host, int port, String clientName, Auth auth, Tls tls, Limits limits) {

    /// Who we are there.
    public sealed interface Auth {

        /// No authentication: an explicit choice for one server, never a fallback.
        record None() implements Auth {}

        /// A password, given only by one of `mechanisms`, strongest first.
        ///
        /// @param clearTextAllowed whether a mechanism that shows the password may be used without
        ///   TLS
        record Password(
                String user, Secret password, List<String> mechanisms, boolean clearTextAllowed)
                implements Auth {}
    }

    /// Transport security.
    ///
    /// @param mode what is demanded
    /// @param trustAnchors own certification authorities; empty means the platform's
    public record Tls(Mode mode, List<X509Certificate> trustAnchors) {

        /// What is demanded of STARTTLS.
        public enum Mode {
            OFF,
            /// Taken when offered; what was offered once is remembered by the caller, who then
            /// demands it.
            OPTIONAL,
            REQUIRED
        }
    }
}
