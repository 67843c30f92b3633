package org.kadec21.simulation.provider.policy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// A provider's name and its rules from date to date. A connection keeps the rules of the moment it
/// was made, unless an outage ends it.
///
/// @param hostName the fully qualified name it greets with and its certificate is for
/// @param zone where its days begin and end
/// @param plans the contracts a customer can have, by name; may be empty
/// @param rulesSince from when which rules hold; the earliest also hold before their date
/// @param outages when customers are not served
public record ProviderPolicy(
        String hostName,
        ZoneId zone,
        List<String> plans,
        NavigableMap<Instant, Rules> rulesSince,
        List<Outage> outages) {

    public ProviderPolicy {
        if (rulesSince.isEmpty()) {
            throw new IllegalArgumentException("a provider needs rules for at least one date");
        }
        plans = List.copyOf(plans);
        rulesSince = Collections.unmodifiableNavigableMap(new TreeMap<>(rulesSince));
        outages = List.copyOf(outages);
    }

    /// A provider without plans and outages, in UTC.
    public ProviderPolicy(String hostName, NavigableMap<Instant, Rules> rulesSince) {
        this(hostName, ZoneOffset.UTC, List.of(), rulesSince, List.of());
    }

    /// A provider that never changes.
    public static ProviderPolicy always(String hostName, Rules rules) {
        TreeMap<Instant, Rules> since = new TreeMap<>();
        since.put(Instant.EPOCH, rules);
        return new ProviderPolicy(hostName, since);
    }

    /// The same provider under another name.
    public ProviderPolicy named(String otherHostName) {
        return new ProviderPolicy(otherHostName, zone, plans, rulesSince, outages);
    }

    /// The rules that hold at `moment`.
    public Rules at(Instant moment) {
        Map.Entry<Instant, Rules> current = rulesSince.floorEntry(moment);
        return current == null ? rulesSince.firstEntry().getValue() : current.getValue();
    }

    /// The outage that `moment` lies in.
    public Optional<Outage> outageAt(Instant moment) {
        return outages.stream().filter(outage -> outage.isAt(moment)).findFirst();
    }

    /// When the last outage that touches `moment` is over, those that follow without a gap
    /// included; `moment` itself when there is none.
    public Instant servedAgain(Instant moment) {
        Instant end = moment;
        for (int i = 0; i < outages.size(); i++) {
            Optional<Outage> current = outageAt(end);
            if (current.isEmpty()) {
                return end;
            }
            end = current.get().until();
        }
        return end;
    }

    /// Whether mail is ever deleted because of its age.
    public boolean forgetsMail() {
        return rulesSince.values().stream()
                .anyMatch(rules -> !(rules.retention() instanceof Retention.Unlimited));
    }
}
