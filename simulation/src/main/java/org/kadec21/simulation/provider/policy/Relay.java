package org.kadec21.simulation.provider.policy;

/// For whom a service takes mail to addresses that are not the provider's own.
public enum Relay {
    NOBODY,
    AUTHENTICATED,
    /// Also for whoever uses a customer's address as envelope sender: how the simulated world tells
    /// a customer's dial-up line from a stranger's, and what a legacy unit on port 25 lives from.
    CUSTOMERS
}
