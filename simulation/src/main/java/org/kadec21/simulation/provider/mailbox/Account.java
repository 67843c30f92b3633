package org.kadec21.simulation.provider.mailbox;

import org.kadec21.hal.Secret;

/// A customer.
///
/// @param user the name to log in with, also the SMTP AUTH id
/// @param address the mailbox's address, `local@domain`
public record Account(String user, Secret password, String address, MailSettings settings) {

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

    /// A customer who has ordered and set nothing.
    public Account(String user, Secret password, String address) {
        this(user, password, address, MailSettings.none());
    }

    public Account withPassword(Secret other) {
        return new Account(user, other, address, settings);
    }

    public Account withAddress(String other) {
        return new Account(user, password, other, settings);
    }

    public Account withSettings(MailSettings other) {
        return new Account(user, password, address, other);
    }
}
