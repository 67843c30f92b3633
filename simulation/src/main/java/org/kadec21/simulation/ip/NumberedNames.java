package org.kadec21.simulation.ip;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Names of a world without addresses: each gets the next one of 198.18.0.0/15, which is set aside
/// for tests (RFC 2544), when it is first asked for.
public final class NumberedNames implements Names {

    /// Names that are kept; further ones do not exist.
    public static final int MOST = 4096;

    private static final Ipv4Address FIRST = Ipv4Address.of("198.18.0.1");

    private final Predicate<String> exists;
    private final SortedMap<String, Ipv4Address> addresses = new TreeMap<>();
    private final SortedMap<Ipv4Address, String> names = new TreeMap<>();

    /// @param exists which names there are
    public NumberedNames(Predicate<String> exists) {
        this.exists = exists;
    }

    @Override
    public List<Ipv4Address> addressesOf(String name) {
        if (!exists.test(name) || (addresses.size() == MOST && !addresses.containsKey(name))) {
            return List.of();
        }
        return List.of(addresses.computeIfAbsent(name, this::number));
    }

    private Ipv4Address number(String name) {
        Ipv4Address address = FIRST.plus(names.size());
        names.put(address, name);
        return address;
    }

    @Override
    public String hostAt(Ipv4Address address) {
        return names.getOrDefault(address, address.toString());
    }
}
