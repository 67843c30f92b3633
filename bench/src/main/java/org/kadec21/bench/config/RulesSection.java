package org.kadec21.bench.config;

import org.kadec21.firmware.config.Section;
import org.kadec21.firmware.config.Value;
import org.kadec21.firmware.config.Words;
import org.kadec21.simulation.provider.policy.Mechanism;
import org.kadec21.simulation.provider.policy.Relay;
import org.kadec21.simulation.provider.policy.Retention;
import org.kadec21.simulation.provider.policy.Rules;
import org.kadec21.simulation.provider.policy.Service;
import org.kadec21.simulation.provider.policy.ServiceRules;
import org.kadec21.simulation.provider.policy.Sizes;
import org.kadec21.simulation.provider.policy.TlsOffer;
import org.kadec21.simulation.provider.policy.VirusCheck;

import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The keys of a provider's file that say what holds from a date on.
final class RulesSection {

    /// All keys of rules.
    static final List<String> KEYS =
            List.of(
                    "services",
                    "mechanisms",
                    "passwords-without-tls",
                    "largest-mail",
                    "mailbox",
                    "recipients-per-mail",
                    "apop",
                    "kept-on-server",
                    "virus-check");

    private enum AuthOffer {
        NONE,
        OFFERED,
        REQUIRED
    }

    private static final Words<Service> SERVICES =
            Words.of("submission", Service.SUBMISSION)
                    .or("submissions", Service.SUBMISSIONS)
                    .or("relay", Service.RELAY)
                    .or("pop3", Service.POP3)
                    .or("pop3s", Service.POP3S);
    private static final Words<TlsOffer> TLS =
            Words.of("none", TlsOffer.NONE)
                    .or("offered", TlsOffer.OFFERED)
                    .or("required", TlsOffer.REQUIRED);
    private static final Words<AuthOffer> AUTH =
            Words.of("none", AuthOffer.NONE)
                    .or("offered", AuthOffer.OFFERED)
                    .or("required", AuthOffer.REQUIRED);
    private static final Words<Relay> RELAYS =
            Words.of("nobody", Relay.NOBODY)
                    .or("authenticated", Relay.AUTHENTICATED)
                    .or("customers", Relay.CUSTOMERS);
    private static final Words<Mechanism> MECHANISMS =
            Words.of("PLAIN", Mechanism.PLAIN)
                    .or("LOGIN", Mechanism.LOGIN)
                    .or("CRAM-MD5", Mechanism.CRAM_MD5)
                    .or("DIGEST-MD5", Mechanism.DIGEST_MD5)
                    .or("SCRAM-SHA-256", Mechanism.SCRAM_SHA_256)
                    .or("XOAUTH2", Mechanism.XOAUTH2)
                    .or("OAUTHBEARER", Mechanism.OAUTHBEARER);
    private static final Words<VirusCheck> VIRUS_CHECK =
            Words.of("nobody", VirusCheck.NOBODY)
                    .or("subscribers", VirusCheck.SUBSCRIBERS)
                    .or("everybody", VirusCheck.EVERYBODY);

    private static final String WITHOUT_LIMIT = "without-limit";
    private static final Pattern KEPT = Pattern.compile("(\\d{1,4}) (year|month|day)s?");

    private final Section section;
    private final Days days;

    private RulesSection(Section section, Days days) {
        this.section = section;
        this.days = days;
    }

    /// The days of a provider.
    ///
    /// @param from the first day of the rules
    record Days(LocalDate from, ZoneId zone) {}

    /// The rules of `section`; what it does not say is as `before`.
    static Rules read(Section section, Rules before, Days days) {
        return new RulesSection(section, days).rules(before);
    }

    private Rules rules(Rules before) {
        List<Mechanism> mechanisms =
                section.values("mechanisms").stream().map(name -> name.choice(MECHANISMS)).toList();
        return new Rules(
                services(before.services()),
                mechanisms.isEmpty() ? before.mechanisms() : mechanisms,
                section.find("passwords-without-tls")
                        .map(Value::flag)
                        .orElse(before.passwordsWithoutTls()),
                sizes(before.sizes()),
                section.find("apop").map(Value::flag).orElse(before.apop()),
                section.find("kept-on-server").map(this::retention).orElse(before.retention()),
                section.find("virus-check")
                        .map(whose -> whose.choice(VIRUS_CHECK))
                        .orElse(before.virusCheck()));
    }

    private Sizes sizes(Sizes before) {
        return new Sizes(
                section.find("largest-mail").map(Value::octets).orElse(before.message()),
                section.find("mailbox").map(Value::octets).orElse(before.mailbox()),
                section.find("recipients-per-mail")
                        .map(number -> number.integer(1, 10_000))
                        .orElse(before.recipients()));
    }

    private Retention retention(Value value) {
        if (value.text().equals(WITHOUT_LIMIT)) {
            return Retention.unlimited();
        }
        Matcher kept = KEPT.matcher(value.text());
        if (!kept.matches() || Integer.parseInt(kept.group(1)) == 0) {
            throw value.wrong("'" + WITHOUT_LIMIT + "', or a span such as '1 year' or '90 days'");
        }
        int count = Integer.parseInt(kept.group(1));
        Period period =
                switch (kept.group(2)) {
                    case "year" -> Period.ofYears(count);
                    case "month" -> Period.ofMonths(count);
                    default -> Period.ofDays(count);
                };
        return new Retention.Limited(period, days.from(), days.zone());
    }

    private Map<Service, ServiceRules> services(Map<Service, ServiceRules> before) {
        Map<Service, ServiceRules> named = new EnumMap<>(Service.class);
        for (Section entry : section.sections("services")) {
            Service service = entry.value("service").choice(SERVICES);
            ServiceRules rules = service.isPop3() ? pop3(entry) : smtp(entry);
            if (service.isImplicitTls() && rules.tls() != TlsOffer.NONE) {
                throw entry.value("tls")
                        .wrong("'none' or nothing: this service is inside TLS already");
            }
            if (named.putIfAbsent(service, rules) != null) {
                throw entry.value("service").wrong("each service once");
            }
        }
        Map<Service, ServiceRules> all = new EnumMap<>(Service.class);
        all.putAll(before);
        all.putAll(named);
        return all;
    }

    private static ServiceRules pop3(Section section) {
        section.knows("service", "tls");
        return ServiceRules.pop3(tls(section));
    }

    private static ServiceRules smtp(Section section) {
        section.knows("service", "tls", "auth", "relays-for");
        AuthOffer auth = section.value("auth").choice(AUTH);
        return new ServiceRules(
                tls(section),
                auth != AuthOffer.NONE,
                auth == AuthOffer.REQUIRED,
                section.find("relays-for")
                        .map(relay -> relay.choice(RELAYS))
                        .orElse(Relay.AUTHENTICATED));
    }

    private static TlsOffer tls(Section section) {
        return section.find("tls").map(offer -> offer.choice(TLS)).orElse(TlsOffer.NONE);
    }
}
