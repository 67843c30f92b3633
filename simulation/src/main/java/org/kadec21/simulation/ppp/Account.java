package org.kadec21.simulation.ppp;

import org.kadec21.hal.Secret;

/// Whom the network admits to packet calls.
public record Account(String user, Secret password) {}
