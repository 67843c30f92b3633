package org.kadec21.simulation.carrier;

import java.time.Instant;
import java.util.List;

/// Outbound port 25 blocking, or one step of it: from `from` on, packets of a part of the
/// subscribers to `port` of any server but the provider's own do not get through. A block that
/// comes in steps is several of these.
///
/// @param ownServers names or addresses that stay reachable, lower case
/// @param percent the part of the subscribers it is for, 1 to 100: those whose IMSI ends in two
///   digits below it
/// @param answer what the module hears of it
public record PortBlock(
        int port, Instant from, List<String> ownServers, int percent, BlockAnswer answer) {

    private static final int ALL = 100;

    public PortBlock {
        if (percent < 1 || percent > ALL) {
            throw new IllegalArgumentException(
                    "a port is blocked for 1 to 100 percent of the subscribers, not " + percent);
        }
        ownServers = List.copyOf(ownServers);
    }

    /// A block by silence: to the module an unanswered SYN.
    public PortBlock(int port, Instant from, List<String> ownServers, int percent) {
        this(port, from, ownServers, percent, BlockAnswer.SILENCE);
    }

    /// A block for every subscriber at once.
    public PortBlock(int port, Instant from, List<String> ownServers) {
        this(port, from, ownServers, ALL);
    }

    boolean drops(String imsi, String host, int port, Instant now) {
        return port == this.port
                && !now.isBefore(from)
                && lastTwoDigits(imsi) < percent
                && ownServers.stream().noneMatch(host::equalsIgnoreCase);
    }

    private static int lastTwoDigits(String imsi) {
        return Integer.parseInt(imsi.substring(imsi.length() - 2));
    }
}
