package org.kadec21.simulation.provider.policy;

/// The rules of one service.
///
/// @param authOffered whether AUTH exists here at all
/// @param authRequired whether nothing is accepted without it (`530 5.7.0`)
public record ServiceRules(TlsOffer tls, boolean authOffered, boolean authRequired, Relay relay) {

    public ServiceRules {
        if (authRequired && !authOffered) {
            throw new IllegalArgumentException(
                    "a service that requires AUTH must offer it: nobody could ever send");
        }
    }

    /// Submission as most providers run it: AUTH required.
    public static ServiceRules submission(TlsOffer tls) {
        return new ServiceRules(tls, true, true, Relay.AUTHENTICATED);
    }

    /// Port 25 without AUTH.
    public static ServiceRules relay(TlsOffer tls, Relay relay) {
        return new ServiceRules(tls, false, false, relay);
    }

    /// Mailbox access.
    public static ServiceRules pop3(TlsOffer tls) {
        return new ServiceRules(tls, true, true, Relay.NOBODY);
    }
}
