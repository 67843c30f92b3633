package org.kadec21.simulation.provider.policy;

/// SASL mechanisms a provider can offer, as they are written on the wire.
public enum Mechanism {
    /// RFC 4616.
    PLAIN,
    /// Never standardised, spoken by everybody.
    LOGIN
}
