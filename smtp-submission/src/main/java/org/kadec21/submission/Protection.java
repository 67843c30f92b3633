package org.kadec21.submission;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How a session was protected.
///
/// @param tlsOffered whether the server offered STARTTLS
/// @param tls protocol and cipher suite, when TLS is on
/// @param certificateEnd the server certificate's last moment, when TLS is on
/// @param authMechanism the mechanism that logged in, when one did
/// @param refusedDates of a certificate that ended the handshake by its dates, if one did
/// @param passedOver stronger mechanisms of the policy's list that could not be used, strongest
///   first: with something in it the login was a fallback, still within the list
public record Protection(
        boolean tlsOffered,
        Optional<String> tls,
        Optional<Instant> certificateEnd,
        Optional<String> authMechanism,
        Optional<Validity> refusedDates,
        List<PassedOver> passedOver) {

    /// Without a fallback.
    public Protection(
            boolean tlsOffered,
            Optional<String> tls,
            Optional<Instant> certificateEnd,
            Optional<String> authMechanism) {
        this(tlsOffered, tls, certificateEnd, authMechanism, Optional.empty(), List.of());
    }

    /// A mechanism that the policy allows and that could not be used.
    ///
    /// @param reason `not offered`, what the server answered, or what is wrong on our side
    public record PassedOver(String mechanism, String reason) {}
}
