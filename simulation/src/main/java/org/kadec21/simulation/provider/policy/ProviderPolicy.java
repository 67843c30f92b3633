package org.kadec21.simulation.provider.policy;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// A provider's name and its rules from date to date. A connection keeps the rules of the moment it
/// was made.
///
/// @param hostName the fully qualified name it greets with and its certificate is for
/// @param rulesSince from when which rules hold; the earliest also hold before their date
public record ProviderPolicy(String hostName, NavigableMap<Instant, Rules> rulesSince) {

    public ProviderPolicy {
        if (rulesSince.isEmpty()) {
            throw new IllegalArgumentException("a provider needs rules for at least one date");
        }
        rulesSince = Collections.unmodifiableNavigableMap(new TreeMap<>(rulesSince));
    }

    /// A provider that never changes.
    public static ProviderPolicy always(String hostName, Rules rules) {
        TreeMap<Instant, Rules> since = new TreeMap<>();
        since.put(Instant.EPOCH, rules);
        return new ProviderPolicy(hostName, since);
    }

    /// The rules that hold at `moment`.
    public Rules at(Instant moment) {
        Map.Entry<Instant, Rules> current = rulesSince.floorEntry(moment);
        return current == null ? rulesSince.firstEntry().getValue() : current.getValue();
    }
}
