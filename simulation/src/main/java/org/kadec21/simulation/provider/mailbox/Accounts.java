package org.kadec21.simulation.provider.mailbox;

import org.kadec21.hal.Secret;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The provider's customers. Addresses are compared without regard to case.
public record Accounts(List<Account> list) {

    public Accounts {
        list = List.copyOf(list);
    }

    /// The form of an address that mailboxes are kept under.
    public static String canonical(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    /// The customer who logs in with this name (the user name or the whole address) and password.
    public Optional<Account> verify(String user, Secret password) {
        return named(user).filter(a -> a.password().equals(password));
    }

    /// The customer who logs in with this name, for mechanisms that compare hashes.
    public Optional<Account> named(String user) {
        return list.stream()
                .filter(a -> a.user().equals(user) || a.address().equalsIgnoreCase(user))
                .findFirst();
    }

    /// The customer who owns an address.
    public Optional<Account> owner(String address) {
        return list.stream().filter(a -> a.address().equalsIgnoreCase(address)).findFirst();
    }

    /// Whether the address lies in a domain of the provider.
    public boolean isLocal(String address) {
        String domain = domain(address);
        return list.stream().anyMatch(a -> domain(a.address()).equals(domain));
    }

    private static String domain(String address) {
        return canonical(address.substring(address.lastIndexOf('@') + 1));
    }
}
