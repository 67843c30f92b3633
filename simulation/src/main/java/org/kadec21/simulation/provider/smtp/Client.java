package org.kadec21.simulation.provider.smtp;

import org.kadec21.simulation.provider.mailbox.Account;

import java.util.Optional;

/// What the server knows of its client; all of it is forgotten when TLS begins (RFC 3207 4.2).
///
/// @param hello the name given by EHLO or HELO
/// @param esmtp whether it was EHLO
/// @param secure whether TLS is active
record Client(Optional<String> hello, boolean esmtp, boolean secure, Optional<Account> account) {

    static Client unknown(boolean secure) {
        return new Client(Optional.empty(), false, secure, Optional.empty());
    }

    /// Greeting again keeps who has authenticated.
    Client greeted(String name, boolean extended) {
        return new Client(Optional.of(name), extended, secure, account);
    }

    Client authenticated(Account as) {
        return new Client(hello, esmtp, secure, Optional.of(as));
    }

    /// The protocol's name in trace lines (RFC 3848).
    String protocol() {
        if (!esmtp) {
            return "SMTP";
        }
        return "ESMTP" + (secure ? "S" : "") + (account.isPresent() ? "A" : "");
    }
}
