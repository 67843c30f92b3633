package org.kadec21.simulation.provider.policy;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything a provider's policy says at one moment.
///
/// @param services the services there are; a port of any other refuses everybody
/// @param mechanisms AUTH mechanisms, in the order they are announced
/// @param passwordsWithoutTls whether PLAIN, LOGIN, XOAUTH2, OAUTHBEARER and USER/PASS are taken on
///   a connection without TLS; mechanisms that do not show the password are taken wherever AUTH is
///   offered
/// @param apop whether POP3 takes APOP (RFC 1939 section 7)
public record Rules(
        Map<Service, ServiceRules> services,
        List<Mechanism> mechanisms,
        boolean passwordsWithoutTls,
        Sizes sizes,
        boolean apop,
        Retention retention,
        VirusCheck virusCheck) {

    public Rules {
        EnumMap<Service, ServiceRules> sorted = new EnumMap<>(Service.class);
        sorted.putAll(services);
        services = Collections.unmodifiableMap(sorted);
        mechanisms = List.copyOf(mechanisms);
    }

    /// An undated provider of today: AUTH after STARTTLS on 587, TLS on 465, POP3 with and without
    /// TLS, port 25 for its own mailboxes and for customers of old.
    public static Rules generic() {
        EnumMap<Service, ServiceRules> services = new EnumMap<>(Service.class);
        services.put(Service.RELAY, ServiceRules.relay(TlsOffer.OFFERED, Relay.CUSTOMERS));
        services.put(Service.SUBMISSION, ServiceRules.submission(TlsOffer.REQUIRED));
        services.put(Service.SUBMISSIONS, ServiceRules.submission(TlsOffer.NONE));
        services.put(Service.POP3, ServiceRules.pop3(TlsOffer.OFFERED));
        services.put(Service.POP3S, ServiceRules.pop3(TlsOffer.NONE));
        return new Rules(
                services,
                List.of(Mechanism.PLAIN, Mechanism.LOGIN),
                false,
                Sizes.common(),
                false,
                Retention.unlimited(),
                VirusCheck.NOBODY);
    }

    public Optional<ServiceRules> of(Service service) {
        return Optional.ofNullable(services.get(service));
    }

    /// What [Sizes#message()] says.
    public long maxMessageOctets() {
        return sizes.message();
    }

    /// What [Sizes#mailbox()] says.
    public long maxMailboxOctets() {
        return sizes.mailbox();
    }

    /// What [Sizes#recipients()] says.
    public int maxRecipients() {
        return sizes.recipients();
    }

    /// These rules with another set for one service.
    public Rules with(Service service, ServiceRules rules) {
        EnumMap<Service, ServiceRules> changed = copyOfServices();
        changed.put(service, rules);
        return withServices(changed);
    }

    /// These rules without a service.
    public Rules without(Service service) {
        EnumMap<Service, ServiceRules> changed = copyOfServices();
        changed.remove(service);
        return withServices(changed);
    }

    private EnumMap<Service, ServiceRules> copyOfServices() {
        EnumMap<Service, ServiceRules> copy = new EnumMap<>(Service.class);
        copy.putAll(services);
        return copy;
    }

    private Rules withServices(Map<Service, ServiceRules> changed) {
        return new Rules(
                changed, mechanisms, passwordsWithoutTls, sizes, apop, retention, virusCheck);
    }

    /// These rules with passwords taken in the clear, or not.
    public Rules withPasswordsWithoutTls(boolean allowed) {
        return new Rules(services, mechanisms, allowed, sizes, apop, retention, virusCheck);
    }

    /// These rules with other sizes, in octets.
    public Rules withSizes(long messageOctets, long mailboxOctets) {
        Sizes other = new Sizes(messageOctets, mailboxOctets, sizes.recipients());
        return new Rules(
                services, mechanisms, passwordsWithoutTls, other, apop, retention, virusCheck);
    }

    /// These rules with other AUTH mechanisms, in the order they are to be announced.
    public Rules withMechanisms(Mechanism... offered) {
        return new Rules(
                services,
                List.of(offered),
                passwordsWithoutTls,
                sizes,
                apop,
                retention,
                virusCheck);
    }

    /// These rules with APOP taken, or not.
    public Rules withApop(boolean taken) {
        return new Rules(
                services, mechanisms, passwordsWithoutTls, sizes, taken, retention, virusCheck);
    }

    /// These rules with mail kept for another while.
    public Rules withRetention(Retention other) {
        return new Rules(services, mechanisms, passwordsWithoutTls, sizes, apop, other, virusCheck);
    }

    /// These rules with outgoing mail of others searched for viruses.
    public Rules withVirusCheck(VirusCheck other) {
        return new Rules(services, mechanisms, passwordsWithoutTls, sizes, apop, retention, other);
    }
}
