package org.kadec21.simulation.provider;

import org.kadec21.hal.Time;
import org.kadec21.simulation.provider.dialogue.Dialogue;
import org.kadec21.simulation.provider.http.HttpCore;
import org.kadec21.simulation.provider.http.HttpLimits;
import org.kadec21.simulation.provider.http.HttpSite;
import org.kadec21.simulation.provider.mailbox.MemoryBudget;
import org.kadec21.simulation.provider.mailbox.QueueIds;
import org.kadec21.simulation.provider.page.MemberPage;
import org.kadec21.simulation.provider.policy.Rules;
import org.kadec21.simulation.provider.policy.Service;
import org.kadec21.simulation.provider.policy.ServiceRules;
import org.kadec21.simulation.provider.policy.TlsOffer;
import org.kadec21.simulation.provider.pop3.Pop3Core;
import org.kadec21.simulation.provider.pop3.Pop3Limits;
import org.kadec21.simulation.provider.pop3.Pop3Site;
import org.kadec21.simulation.provider.smtp.SmtpCore;
import org.kadec21.simulation.provider.smtp.SmtpLimits;
import org.kadec21.simulation.provider.smtp.SmtpSite;
import org.kadec21.simulation.provider.tls.ServerTls;
import org.kadec21.simulation.provider.tls.TlsLayer;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Makes the dialogue for a new connection, as the provider's rules of that moment want it.
final class Sessions {

    /// Silence of a client who is being turned away inside TLS.
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final Provider provider;
    private final QueueIds ids = new QueueIds();
    private final Optional<HttpSite> memberPage;
    private final Duration request;
    private int smtpConnections;
    private int pop3Connections;

    /// @param time what the clients live by
    /// @param random what the member page draws its sessions from; without it there is none
    Sessions(Provider provider, Time time, Optional<SecureRandom> random) {
        this.provider = provider;
        this.request = Calendar.during(time, HttpLimits.REQUEST);
        this.memberPage = random.map(secret -> new MemberPage(provider, secret));
    }

    /// A dialogue and how long its client may be silent.
    record Session(Dialogue dialogue, Duration silence) {}

    /// Empty when the rules have no such service at `now`, or it needs TLS and there is no
    /// certificate.
    Optional<Session> open(Service service, String peer, MemoryBudget.Share memory, Instant now) {
        if (service.isMemberPage()) {
            return memberPage
                    .filter(page -> provider.tls().isPresent() || !service.isImplicitTls())
                    .map(page -> memberPage(page, service, peer));
        }
        Rules rules = provider.policy().at(now);
        return rules.of(service)
                .flatMap(this::possible)
                .filter(possible -> provider.tls().isPresent() || !service.isImplicitTls())
                .map(possible -> session(service, rules, possible, peer, memory));
    }

    /// The rules that a provider without a certificate can keep.
    private Optional<ServiceRules> possible(ServiceRules rules) {
        if (provider.tls().isPresent() || rules.tls() == TlsOffer.NONE) {
            return Optional.of(rules);
        }
        return rules.tls() == TlsOffer.REQUIRED
                ? Optional.empty()
                : Optional.of(
                        new ServiceRules(
                                TlsOffer.NONE,
                                rules.authOffered(),
                                rules.authRequired(),
                                rules.relay()));
    }

    /// A dialogue that says only why the client cannot be served.
    Session turnAway(Service service, String enhanced, String reason) {
        Farewell farewell = Farewell.of(service, provider.policy().hostName(), enhanced, reason);
        boolean implicit = service.isImplicitTls() && provider.tls().isPresent();
        return new Session(new TlsLayer(farewell, this::newTls, implicit), FAREWELL);
    }

    private Session session(
            Service service,
            Rules rules,
            ServiceRules own,
            String peer,
            MemoryBudget.Share memory) {
        Dialogue core =
                service.isPop3()
                        ? pop3(service, rules, own, memory)
                        : smtp(service, rules, own, peer, memory);
        Dialogue inner =
                service == Service.RELAY
                        ? core
                        : new OutageGate(provider.policy(), service.isPop3(), core);
        Duration silence = service.isPop3() ? Pop3Limits.SILENCE : SmtpLimits.SILENCE;
        Dialogue dialogue = new TlsLayer(inner, this::newTls, service.isImplicitTls());
        return new Session(dialogue, silence);
    }

    private Session memberPage(HttpSite page, Service service, String peer) {
        int port = peer.lastIndexOf(':');
        String address = port < 0 ? peer : peer.substring(0, port);
        HttpSite.Browser browser = new HttpSite.Browser(address, service.isImplicitTls());
        Dialogue inner = new HttpCore(page, browser, request);
        Dialogue dialogue = new TlsLayer(inner, this::newTls, service.isImplicitTls());
        return new Session(dialogue, HttpLimits.SILENCE);
    }

    private ServerTls newTls() {
        return provider.tls()
                .map(ServerTls::new)
                .orElseThrow(() -> new IllegalStateException("TLS without a certificate"));
    }

    private Dialogue smtp(
            Service service,
            Rules rules,
            ServiceRules own,
            String peer,
            MemoryBudget.Share memory) {
        smtpConnections++;
        SmtpSite site =
                new SmtpSite(
                        provider.policy().hostName(),
                        rules,
                        own,
                        provider.accounts(),
                        provider.mailboxes()::octets,
                        ids,
                        memory,
                        peer,
                        smtpConnections,
                        service.isImplicitTls());
        return new SmtpCore(site, provider.behaviour().forConnection(smtpConnections));
    }

    private Dialogue pop3(
            Service service, Rules rules, ServiceRules own, MemoryBudget.Share memory) {
        pop3Connections++;
        return new Pop3Core(
                new Pop3Site(
                        provider.policy().hostName(),
                        own,
                        rules.passwordsWithoutTls(),
                        provider.accounts(),
                        provider.mailboxes(),
                        memory,
                        service.isImplicitTls(),
                        rules.apop(),
                        pop3Connections));
    }
}
