package org.kadec21.modem;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Time;
import org.kadec21.modem.LinkSocketFactory.Connector;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/// Addresses of hosts whose names nobody has to look up, whatever carries the connections: for
/// networks without name servers, or with ones that are not to be trusted. The name itself still
/// counts for TLS.
///
/// @param byName literal addresses by name, in the order in which they are tried
public record KnownAddresses(SequencedMap<String, List<String>> byName) {

    /// Every name is looked up.
    public static final KnownAddresses NONE = new KnownAddresses(new LinkedHashMap<>());

    public KnownAddresses {
        byName = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(byName));
    }

    /// Those of a map, names in any case.
    public static KnownAddresses of(Map<String, List<String>> addresses) {
        SequencedMap<String, List<String>> lower = new LinkedHashMap<>();
        addresses.forEach((name, literals) ->
                lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(literals)));
        return new KnownAddresses(lower);
    }

    /// What is known of a host; nothing where its name is to be looked up.
    public List<String> of(String host) {
        return byName.getOrDefault(host.toLowerCase(Locale.ROOT), List.of());
    }

    /// Connects by `connector`, to a known host by its addresses, one after the other, the time
    /// that is left shared among those that are left.
    public Connector over(Connector connector, Time time) {
        return (host, port, deadline) -> {
            List<String> addresses = of(host);
            if (addresses.isEmpty()) {
                return connector.connect(host, port, deadline);
            }
            return first(connector, addresses, port, time, deadline);
        };
    }

    private static ByteLink first(
            Connector connector, List<String> addresses, int port, Time time, Deadline deadline)
            throws LinkException {
        for (int at = 0; at < addresses.size() - 1; at++) {
            Deadline share = share(time, deadline, addresses.size() - at);
            try {
                return connector.connect(addresses.get(at), port, share);
            } catch (LinkException failed) {
                if (time.isOver(deadline)) {
                    throw failed;
                }
            }
        }
        return connector.connect(addresses.getLast(), port, deadline);
    }

    private static Deadline share(Time time, Deadline deadline, int among) {
        return deadline.isNever()
                ? deadline
                : time.after(Duration.ofNanos(Math.max(0, time.nanosUntil(deadline)) / among));
    }
}
