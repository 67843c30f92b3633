package org.kadec21.simulation.provider.mailbox;

import org.kadec21.hal.Secret;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// The provider's customers, who may change on the member page. Addresses are compared without
/// regard to case.
public final class Accounts {

    private final SequencedMap<String, Account> byUser = new LinkedHashMap<>();

    /// Customers in this order; where two have the same user, the first counts.
    public Accounts(List<Account> customers) {
        customers.forEach(account -> byUser.putIfAbsent(account.user(), account));
    }

    /// All customers.
    public List<Account> list() {
        return List.copyOf(byUser.values());
    }

    /// Puts `changed` in the place of the customer with the same user. Sessions that have begun go
    /// on as they are.
    ///
    /// @throws IllegalArgumentException when there is no such customer, or another has the address
    public void replace(Account changed) {
        if (!byUser.containsKey(changed.user())) {
            throw new IllegalArgumentException("there is no customer " + changed.user());
        }
        boolean taken =
                owner(changed.address()).filter(a -> !a.user().equals(changed.user())).isPresent();
        if (taken) {
            throw new IllegalArgumentException(changed.address() + " belongs to another customer");
        }
        byUser.put(changed.user(), changed);
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
        return byUser.values().stream()
                .filter(a -> a.user().equals(user) || a.address().equalsIgnoreCase(user))
                .findFirst();
    }

    /// The customer who owns an address.
    public Optional<Account> owner(String address) {
        return byUser.values().stream()
                .filter(a -> a.address().equalsIgnoreCase(address))
                .findFirst();
    }

    /// Whether the address lies in a domain of the provider.
    public boolean isLocal(String address) {
        String domain = domain(address);
        return byUser.values().stream().anyMatch(a -> domain(a.address()).equals(domain));
    }

    private static String domain(String address) {
        return canonical(address.substring(address.lastIndexOf('@') + 1));
    }
}
