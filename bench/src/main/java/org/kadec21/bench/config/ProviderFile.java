package org.kadec21.bench.config;

import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.config.ConfigReader;
import org.kadec21.firmware.config.Section;
import org.kadec21.firmware.config.Value;
import org.kadec21.firmware.config.Words;
import org.kadec21.simulation.provider.policy.Mechanism;
import org.kadec21.simulation.provider.policy.Relay;
import org.kadec21.simulation.provider.policy.Rules;
import org.kadec21.simulation.provider.policy.Service;
import org.kadec21.simulation.provider.policy.ServiceRules;
import org.kadec21.simulation.provider.policy.Sizes;
import org.kadec21.simulation.provider.policy.TlsOffer;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A provider's [Rules] from a file of role `provider`, `schema: kadec21/provider/1`. Its keys are
/// described in `docs/configuration.md`.
///
/// ```java
/// Rules rules = ProviderFile.read(Path.of("config/providers/generic.yaml"));
/// ```
public final class ProviderFile {

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

    private ProviderFile() {}

    /// Reads and validates a file.
    ///
    /// @throws ConfigException when it cannot be used
    public static Rules read(Path file) {
        return WorldFile.read(reader(), file);
    }

    /// The reader of provider files.
    public static ConfigReader<Rules> reader() {
        return new ConfigReader<>("provider", ProviderFile::rules);
    }

    private static Rules rules(Section top) {
        top.knows(
                "schema",
                "services",
                "mechanisms",
                "passwords-without-tls",
                "largest-mail",
                "mailbox",
                "recipients-per-mail",
                "apop");
        List<Mechanism> mechanisms =
                top.values("mechanisms").stream().map(name -> name.choice(MECHANISMS)).toList();
        Rules generic = Rules.generic();
        return new Rules(
                services(top),
                mechanisms.isEmpty() ? generic.mechanisms() : mechanisms,
                top.find("passwords-without-tls")
                        .map(Value::flag)
                        .orElse(generic.passwordsWithoutTls()),
                new Sizes(
                        top.find("largest-mail")
                                .map(Value::octets)
                                .orElse(generic.maxMessageOctets()),
                        top.find("mailbox").map(Value::octets).orElse(generic.maxMailboxOctets()),
                        top.find("recipients-per-mail")
                                .map(number -> number.integer(1, 10_000))
                                .orElse(generic.maxRecipients())),
                top.find("apop").map(Value::flag).orElse(generic.apop()),
                generic.retention(),
                generic.virusCheck());
    }

    private static Map<Service, ServiceRules> services(Section top) {
        Map<Service, ServiceRules> services = new EnumMap<>(Service.class);
        for (Section section : top.sections("services")) {
            Service service = section.value("service").choice(SERVICES);
            ServiceRules rules = service.isPop3() ? pop3(section) : smtp(section);
            if (service.isImplicitTls() && rules.tls() != TlsOffer.NONE) {
                throw section.value("tls")
                        .wrong("'none' or nothing: this service is inside TLS already");
            }
            if (services.putIfAbsent(service, rules) != null) {
                throw section.value("service").wrong("each service once");
            }
        }
        if (services.isEmpty()) {
            throw top.wrong(
                    "expected at least one service under 'services', but came none; nobody could"
                            + " send or read mail");
        }
        return services;
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
