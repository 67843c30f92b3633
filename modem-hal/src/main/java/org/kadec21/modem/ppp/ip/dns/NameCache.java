package org.kadec21.modem.ppp.ip.dns;

import org.kadec21.modem.ppp.ip.packet.IpAddress;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Answers that are still good; worth keeping from one call to the next on the same network. What
/// does not exist is not kept: a unit asks again minutes later, and wants to know then.
public final class NameCache {

    /// Of answers kept; a unit has a handful of servers.
    static final int MOST = 32;

    /// However long an answer says it is good (RFC 8767 4 and common practice): an error in a zone
    /// must not keep a unit silent for longer.
    static final Duration LONGEST = Duration.ofDays(1);

    private record Key(DnsName name, RecordType type) {}

    private record Entry(List<IpAddress> addresses, long until) {}

    private final SequencedMap<Key, Entry> entries = new LinkedHashMap<>();

    void put(DnsName name, RecordType type, List<IpAddress> addresses, long seconds, long now) {
        long kept = Math.min(seconds, LONGEST.toSeconds());
        entries.remove(new Key(name, type));
        if (kept == 0) {
            return;
        }
        while (entries.size() >= MOST) {
            entries.pollFirstEntry();
        }
        entries.put(
                new Key(name, type),
                new Entry(addresses, now + Duration.ofSeconds(kept).toNanos()));
    }

    Optional<List<IpAddress>> get(DnsName name, RecordType type, long now) {
        Entry entry = entries.get(new Key(name, type));
        return entry != null && now < entry.until()
                ? Optional.of(entry.addresses())
                : Optional.empty();
    }
}
