package org.kadec21.simulation.provider.page;

import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.policy.Rules;

import java.time.Instant;

/// Somebody who has logged in, at the moment of one request.
///
/// @param rules the provider's rules of that moment
/// @param address where the browser is, as the network tells it
record Guest(Visit visit, Account account, Rules rules, Texts texts, String address, Instant now) {}
