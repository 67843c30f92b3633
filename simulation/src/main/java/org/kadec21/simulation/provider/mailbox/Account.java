package org.kadec21.simulation.provider.mailbox;

import org.kadec21.hal.Secret;

/// A customer.
///
/// @param user the name to log in with
/// @param address the mailbox's address, `local@domain`
public record Account(String user, Secret password, String address) {

    public Account {
        if (user.isEmpty() || password.isEmpty() || address.indexOf('@') < 1) {
            throw new IllegalArgumentException(
                    "an account needs a user, a password and an address like user@example.net, not"
                            + " user \""
                            + user
                            + "\" with address \""
                            + address
                            + "\"");
        }
    }
}
