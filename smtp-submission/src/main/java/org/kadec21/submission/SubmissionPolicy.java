package org.kadec21.submission;

import org.kadec21.hal.Secret;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/// What a unit demands of a server before it hands over a password or a mail.
///
/// @param host name to connect to, and that the certificate must carry
/// @param port usually 587; 465 with [Tls.Mode#IMPLICIT]
/// @param clientName our name in EHLO
public record SubmissionPolicy(
        String host, int port, String clientName, Auth auth, Tls tls, Limits limits) {

    /// Who we are there.
    public sealed interface Auth {

        /// No authentication: an explicit choice for one server, never a fallback.
        record None() implements Auth {}

        /// A password, given only by one of `mechanisms`: whatever their order there, the strongest
        /// that the server offers is taken.
        ///
        /// @param mechanisms any of SCRAM-SHA-256, SCRAM-SHA-1, DIGEST-MD5, CRAM-MD5, PLAIN and
        ///   LOGIN, which is their order of strength; nothing outside this list is ever tried
        /// @param clearTextAllowed whether a mechanism that shows the password may be used without
        ///   TLS
        /// @param orToken what is given where the server offers none of these
        record Password(
                String user,
                Secret password,
                List<String> mechanisms,
                boolean clearTextAllowed,
                Optional<Token> orToken)
                implements Auth {

            /// A password and nothing else.
            public Password(
                    String user,
                    Secret password,
                    List<String> mechanisms,
                    boolean clearTextAllowed) {
                this(user, password, mechanisms, clearTextAllowed, Optional.empty());
            }
        }

        /// A bearer token, given only by one of `mechanisms`.
        ///
        /// @param user the mailbox that the token is for
        /// @param mechanisms OAUTHBEARER, XOAUTH2 or both
        /// @param clearTextAllowed whether it may be given without TLS, against RFC 6750 5.3: an
        ///   engineer's word for one try, never a unit's
        record Token(
                String user, TokenSource tokens, List<String> mechanisms, boolean clearTextAllowed)
                implements Auth {

            /// Only inside TLS.
            public Token(String user, TokenSource tokens, List<String> mechanisms) {
                this(user, tokens, mechanisms, false);
            }
        }
    }

    /// Transport security.
    ///
    /// @param mode what is demanded
    /// @param trustAnchors own certification authorities; empty means the platform's, unless keys
    ///   are pinned
    /// @param pins the server's public keys, of which it must show one; empty means that none is
    ///   pinned. Without own authorities a pin alone decides, and name and dates do not matter
    public record Tls(Mode mode, List<X509Certificate> trustAnchors, List<KeyPin> pins) {

        /// Without pinned keys.
        public Tls(Mode mode, List<X509Certificate> trustAnchors) {
            this(mode, trustAnchors, List.of());
        }

        /// The same trust under another demand.
        public Tls withMode(Mode other) {
            return new Tls(other, trustAnchors, pins);
        }

        /// The same demand, trusting other authorities; pinned keys stay.
        public Tls withTrustAnchors(List<X509Certificate> others) {
            return new Tls(mode, others, pins);
        }

        /// What is demanded of TLS.
        public enum Mode {
            OFF,
            /// STARTTLS is taken when offered; what was offered once is remembered by the caller,
            /// who then demands it.
            OPTIONAL,
            /// STARTTLS, or nothing is sent.
            REQUIRED,
            /// TLS before the first word, as on port 465 (RFC 8314 3.3).
            IMPLICIT
        }
    }
}
