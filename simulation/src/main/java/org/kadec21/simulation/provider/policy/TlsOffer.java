package org.kadec21.simulation.provider.policy;

/// What a service says about TLS by STARTTLS or STLS.
public enum TlsOffer {
    NONE,
    OFFERED,
    /// Nothing but greeting, capabilities and farewell without it.
    REQUIRED
}
