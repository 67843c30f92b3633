package org.kadec21.bench;

import org.kadec21.hal.LinkException;
import org.kadec21.hal.Time;
import org.kadec21.hal.host.HostResolver;
import org.kadec21.simulation.carrier.Carrier;
import org.kadec21.simulation.ip.Ipv4Address;
import org.kadec21.simulation.ip.Names;
import org.kadec21.simulation.ip.NumberedNames;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The names that this host knows, for hosts behind a packet call. Names of this machine itself,
/// and such as have addresses of IPv6 only, get an address of the lab, since a dialling host would
/// look for `127.0.0.1` in itself; the network's end of the call stands for this machine too.
final class HostNames implements Names {

    /// Longer than resolvers of hosts that dial wait.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// Addresses whose name is remembered; the oldest is forgotten first.
    private static final int MOST = 1024;

    private static final String LOOPBACK = "127.";
    private static final String THIS_MACHINE = "127.0.0.1";

    private final HostResolver resolver;
    private final Time time;
    private final NumberedNames lab = new NumberedNames(name -> true);
    private final SequencedMap<Ipv4Address, String> names = new LinkedHashMap<>();

    HostNames(HostResolver resolver, Time time) {
        this.resolver = resolver;
        this.time = time;
    }

    @Override
    public List<Ipv4Address> addressesOf(String name) {
        try {
            List<String> found = resolver.addresses(name, time.after(PATIENCE));
            List<Ipv4Address> addresses =
                    found.stream()
                            .filter(address -> !address.startsWith(LOOPBACK))
                            .map(Ipv4Address::find)
                            .flatMap(Optional::stream)
                            .toList();
            addresses.forEach(address -> remember(address, name));
            return addresses.isEmpty() ? lab.addressesOf(name) : addresses;
        } catch (LinkException unknown) {
            return List.of();
        }
    }

    private void remember(Ipv4Address address, String name) {
        names.putLast(address, name);
        if (names.size() > MOST) {
            Map.Entry<Ipv4Address, String> oldest = names.firstEntry();
            names.remove(oldest.getKey());
        }
    }

    @Override
    public String hostAt(Ipv4Address address) {
        return address.equals(Carrier.GATEWAY)
                ? THIS_MACHINE
                : names.getOrDefault(address, lab.hostAt(address));
    }
}
