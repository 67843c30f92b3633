package org.kadec21.bench.config;

import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.config.ConfigReader;
import org.kadec21.firmware.config.Section;
import org.kadec21.firmware.config.Value;
import org.kadec21.firmware.config.Words;
import org.kadec21.simulation.provider.policy.Outage;
import org.kadec21.simulation.provider.policy.ProviderPolicy;
import org.kadec21.simulation.provider.policy.Rules;
import org.kadec21.simulation.provider.policy.Service;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A [ProviderPolicy] from a file of role `provider`, `schema: kadec21/provider/1`: the rules it
/// begins with, dated changes to them, and outages. Its keys are described in
/// `docs/configuration.md`.
///
/// ```java
/// ProviderPolicy policy = ProviderFile.read(Path.of("config/providers/xephion.yaml"));
/// ```
public final class ProviderFile {

    /// The provider's name where the file gives none.
    public static final String HOST = "mail.provider.test";

    private static final int MOST_ENTRIES = 1000;
    private static final Pattern HOST_NAME =
            Pattern.compile("(?=.{1,253}$)[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})+");
    private static final Words<Outage.Manner> MANNERS =
            Words.of("unreachable", Outage.Manner.UNREACHABLE)
                    .or("announced", Outage.Manner.ANNOUNCED);

    private ProviderFile() {}

    /// Reads and validates a file.
    ///
    /// @throws ConfigException when it cannot be used
    public static ProviderPolicy read(Path file) {
        return WorldFile.read(reader(), file);
    }

    /// The reader of provider files.
    public static ConfigReader<ProviderPolicy> reader() {
        return new ConfigReader<>("provider", ProviderFile::policy);
    }

    private static ProviderPolicy policy(Section top) {
        List<String> keys =
                new ArrayList<>(
                        List.of("schema", "host", "time-zone", "plans", "changes", "outages"));
        keys.addAll(RulesSection.KEYS);
        top.knows(keys.toArray(String[]::new));
        ZoneId zone = top.find("time-zone").map(Value::zone).orElse(ZoneOffset.UTC);
        return new ProviderPolicy(
                top.find("host")
                        .map(host ->
                                host.matching(HOST_NAME, "a host's full name in small letters"))
                        .orElse(HOST),
                zone,
                top.values("plans").stream().map(Value::text).toList(),
                rules(top, zone),
                outages(top));
    }

    private static NavigableMap<Instant, Rules> rules(Section top, ZoneId zone) {
        RulesSection.Days always = new RulesSection.Days(LocalDate.EPOCH, zone);
        Rules first = RulesSection.read(top, withoutServices(), always);
        if (first.services().isEmpty()) {
            throw top.wrong(
                    "expected at least one service under 'services', but came none; nobody could"
                            + " send or read mail");
        }
        NavigableMap<Instant, Rules> rules = new TreeMap<>();
        rules.put(Instant.MIN, first);
        for (Section change : atMost(top, "changes")) {
            List<String> keys = new ArrayList<>(RulesSection.KEYS);
            keys.add("at");
            change.knows(keys.toArray(String[]::new));
            Instant at = change.value("at").moment();
            if (!at.isAfter(rules.lastKey())) {
                throw change.value("at").wrong("a moment later than that of the change before it");
            }
            RulesSection.Days days = new RulesSection.Days(LocalDate.ofInstant(at, zone), zone);
            rules.put(at, RulesSection.read(change, rules.lastEntry().getValue(), days));
        }
        return rules;
    }

    private static Rules withoutServices() {
        Rules generic = Rules.generic();
        return new Rules(
                new EnumMap<>(Service.class),
                generic.mechanisms(),
                generic.passwordsWithoutTls(),
                generic.sizes(),
                generic.apop(),
                generic.retention(),
                generic.virusCheck());
    }

    private static List<Outage> outages(Section top) {
        List<Outage> outages = new ArrayList<>();
        Optional<Instant> lastEnd = Optional.empty();
        for (Section section : atMost(top, "outages")) {
            section.knows("from", "until", "customers-meet");
            Instant from = section.value("from").moment();
            Instant until = section.value("until").moment();
            if (lastEnd.filter(from::isBefore).isPresent()) {
                throw section.value("from").wrong("a moment not before the end of the last outage");
            }
            if (!from.isBefore(until)) {
                throw section.value("until").wrong("a moment later than 'from'");
            }
            outages.add(
                    new Outage(
                            from,
                            until,
                            section.find("customers-meet")
                                    .map(manner -> manner.choice(MANNERS))
                                    .orElse(Outage.Manner.UNREACHABLE)));
            lastEnd = Optional.of(until);
        }
        return outages;
    }

    private static List<Section> atMost(Section top, String key) {
        List<Section> sections = top.sections(key);
        if (sections.size() > MOST_ENTRIES) {
            throw top.wrong(
                    "expected at most "
                            + MOST_ENTRIES
                            + " "
                            + key
                            + ", but came "
                            + sections.size());
        }
        return sections;
    }
}
