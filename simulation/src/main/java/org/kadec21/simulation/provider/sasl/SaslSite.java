package org.kadec21.simulation.provider.sasl;

import org.kadec21.simulation.provider.mailbox.Accounts;

/// What a mechanism knows of its provider.
///
/// @param hostName the provider's name, which is also its realm
/// @param nonce a word that no other exchange gets: digits and dots
public record SaslSite(Accounts accounts, String hostName, String nonce) {}
