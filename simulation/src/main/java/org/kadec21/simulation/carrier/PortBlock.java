package org.kadec21.simulation.carrier;

import java.time.Instant;
import java.util.List;

/// Outbound port 25 blocking: from `from` on, packets to `port` of any server but the provider's
/// own vanish silently, as seen from the module an unanswered SYN.
///
/// @param ownServers names or addresses that stay reachable, lower case
public record PortBlock(int port, Instant from, List<String> ownServers) {

    public PortBlock {
        ownServers = List.copyOf(ownServers);
    }

    boolean drops(String host, int port, Instant now) {
        return port == this.port
                && !now.isBefore(from)
                && ownServers.stream().noneMatch(host::equalsIgnoreCase);
    }
}
