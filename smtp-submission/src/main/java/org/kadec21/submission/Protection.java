package org.kadec21.submission;

import java.time.Instant;
import java.util.Optional;

/// How a session was protected.
///
/// @param tlsOffered whether the server offered STARTTLS
/// @param tls protocol and cipher suite, when TLS is on
/// @param certificateEnd the server certificate's last moment, when TLS is on
/// @param authMechanism the mechanism that logged in, when one did
public record Protection(
        boolean tlsOffered,
        Optional<String> tls,
        Optional<Instant> certificateEnd,
        Optional<String> authMechanism) {}
