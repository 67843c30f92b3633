package org.kadec21.modem;

/// Where a module stands on its way to the network.
public enum ModemState {
    /// No power, or nothing is known of it yet.
    OFF,
    /// Powered, not yet set up.
    BOOTING,
    /// Does not answer; the reset ladder is being climbed.
    RECOVERING,
    /// Did not answer whatever was tried; left alone until a growing pause has passed.
    GIVEN_UP,
    /// Answers, radio asleep or SIM not yet looked at.
    READY,
    /// The SIM wants a PIN or PUK that cannot be given.
    LOCKED,
    /// Searching the network.
    REGISTERING,
    /// Registered, no packet service.
    REGISTERED,
    /// Packet service is up.
    ONLINE
}
