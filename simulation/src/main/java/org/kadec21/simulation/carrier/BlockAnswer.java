package org.kadec21.simulation.carrier;

/// What a carrier says to a connection that it does not let through.
public enum BlockAnswer {
    /// Nothing, as most do.
    SILENCE,
    /// That nobody listens there, as a firewall that resets.
    RESET,
    /// That there is no way there (ICMP).
    UNREACHABLE
}
