package org.kadec21.simulation.ip;

import java.util.List;

/// Who knows the names of hosts, and which name an address was given out for.
public interface Names {

    /// The addresses of a name, without the dot at its end and in lower case; none for a name that
    /// does not exist. May wait: it is asked by a task.
    List<Ipv4Address> addressesOf(String name);

    /// Whom to connect to for an address: the name that it was last given out for, or the address
    /// itself.
    String hostAt(Ipv4Address address);
}
