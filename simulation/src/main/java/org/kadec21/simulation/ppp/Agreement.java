package org.kadec21.simulation.ppp;

/// What comes of a host's wishes.
public enum Agreement {
    /// It gets what is its to get.
    FAIR,
    /// Whatever it asks for in LCP, something else is wanted, for ever.
    LCP_NAKED,
    /// Whatever address it asks for, another one is wanted, for ever.
    IPCP_NAKED,
    /// It may not ask for an address.
    ADDRESS_REJECTED,
    /// It gets the address that it asks for, also none.
    NO_ADDRESS
}
