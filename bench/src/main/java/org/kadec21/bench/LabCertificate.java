package org.kadec21.bench;

import org.kadec21.simulation.provider.tls.CertificateAuthority.Validity;

import java.time.Duration;
import java.util.List;

/// The certificate a provider shows: right, or wrong in one of the ways a unit must notice.
enum LabCertificate {
    VALID,
    /// Its last moment was half a day ago.
    EXPIRED,
    /// Issued for the name of another host.
    FOREIGN;

    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    /// The names it is issued for.
    List<String> names(String hostName) {
        return switch (this) {
            case VALID, EXPIRED -> List.of(hostName, "localhost", "127.0.0.1");
            case FOREIGN -> List.of("other.provider.test");
        };
    }

    /// When it holds, given that of an authority which is a day old.
    Validity validity(Validity authority) {
        return switch (this) {
            case VALID, FOREIGN -> authority;
            case EXPIRED -> new Validity(authority.from(), authority.from().plus(HALF_A_DAY));
        };
    }
}
