package org.kadec21.simulation.provider;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Journal;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Network;
import org.kadec21.hal.Randomness;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.simulation.provider.policy.Outage;
import org.kadec21.simulation.provider.policy.Service;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Gives a [Provider] connections: listens on a network, virtual or real, and runs one task for
/// each client.
public final class ProviderServer {

    /// Clients served at a time; more are turned away without a word (Postfix,
    /// default_process_limit).
    public static final int MAX_CONNECTIONS = 100;

    private final Tasks tasks;
    private final Time time;
    private final Journal journal;
    private final Provider provider;
    private final Sessions sessions;
    private final Delivery delivery;
    private int connections;
    private int open;

    /// A provider without a member page.
    public ProviderServer(Tasks tasks, Time time, Journal journal, Provider provider) {
        this(tasks, time, journal, provider, Optional.empty());
    }

    /// A provider with a member page, whose sessions are drawn from `randomness`.
    public ProviderServer(
            Tasks tasks, Time time, Journal journal, Provider provider, Randomness randomness) {
        this(tasks, time, journal, provider, Optional.of(randomness.secure()));
    }

    private ProviderServer(
            Tasks tasks,
            Time time,
            Journal journal,
            Provider provider,
            Optional<SecureRandom> memberPage) {
        this.tasks = tasks;
        this.time = time;
        this.journal = journal;
        this.provider = provider;
        this.sessions = new Sessions(provider, time, memberPage);
        this.delivery = new Delivery(provider, time, tasks, journal);
    }

    /// What is being listened on.
    public interface Serving extends AutoCloseable {

        /// The port of each service, as it came out.
        Map<Service, Integer> ports();

        /// Takes no more clients. Those that are there are served to their end.
        @Override
        void close();
    }

    /// Listens for all services of `plan`. A service that the policy does not have at the moment,
    /// or that needs TLS where the provider has no certificate, hangs up on everybody.
    ///
    /// @throws LinkException when one of the ports cannot be had; none is held then
    public Serving serve(Network network, PortPlan plan) throws LinkException {
        List<Network.Listening> listening = new ArrayList<>();
        EnumMap<Service, Integer> ports = new EnumMap<>(Service.class);
        try {
            for (Map.Entry<Service, Integer> entry : plan.ports().entrySet()) {
                Service service = entry.getKey();
                Network.Listening one =
                        network.listen(
                                plan.host(),
                                entry.getValue(),
                                (link, peer) -> accept(service, link, peer));
                listening.add(one);
                ports.put(service, one.port());
            }
        } catch (LinkException e) {
            listening.forEach(Network.Listening::close);
            throw e;
        }
        if (provider.policy().forgetsMail()) {
            Housekeeping housekeeping = new Housekeeping(provider, time, tasks, journal);
            tasks.start("provider housekeeping", housekeeping::run);
        }
        return new AllPorts(Collections.unmodifiableMap(ports), List.copyOf(listening));
    }

    private void accept(Service service, ByteLink link, String peer) {
        connections++;
        int number = connections;
        Instant now = time.now();
        Optional<String> objection = objection(service, now);
        Optional<Sessions.Session> session =
                objection.isPresent() ? Optional.empty() : sessions.open(service, peer, now);
        if (session.isEmpty()) {
            journal.event(
                    "connection.refused",
                    "service",
                    service,
                    "connection",
                    number,
                    "reason",
                    objection.orElse("no such service"));
            link.close();
            return;
        }
        journal.event("connection.opened", "service", service, "connection", number);
        open++;
        ClientConnection connection =
                new ClientConnection(
                        number,
                        link,
                        session.get(),
                        time,
                        tasks,
                        journal,
                        provider.mailboxes(),
                        delivery);
        tasks.start(
                "provider " + service + " " + number,
                () -> {
                    try {
                        connection.run();
                    } finally {
                        open--;
                    }
                });
    }

    /// Why nobody can be served on this port now; empty when there is no such reason.
    private Optional<String> objection(Service service, Instant now) {
        if (open >= MAX_CONNECTIONS) {
            return Optional.of("too many clients");
        }
        if (service == Service.RELAY) {
            return delivery.isFull() ? Optional.of("too much mail held") : Optional.empty();
        }
        if (service.isMemberPage()) {
            return Optional.empty(); // it says itself that it is closed
        }
        return provider.policy()
                .outageAt(now)
                .filter(outage -> outage.manner() == Outage.Manner.UNREACHABLE)
                .map(outage -> "outage");
    }

    private record AllPorts(Map<Service, Integer> ports, List<Network.Listening> listening)
            implements Serving {

        @Override
        public void close() {
            listening.forEach(Network.Listening::close);
        }
    }
}
