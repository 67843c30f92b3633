package org.kadec21.simulation.provider;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Journal;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Network;
import org.kadec21.hal.Randomness;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.simulation.provider.mailbox.MemoryBudget;
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

    /// Clients served at a time; more are told so.
    public static final int MAX_CONNECTIONS = 250;

    /// Clients being told at a time that they cannot be served; more are turned away without a
    /// word.
    public static final int MAX_FAREWELLS = 250;

    private final Tasks tasks;
    private final Time time;
    private final Journal journal;
    private final Provider provider;
    private final Sessions sessions;
    private final Delivery delivery;
    private final Shield shield;
    private int connections;
    private int open;
    private int farewells;

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
        this.shield = new Shield(journal);
    }

    /// From now on a bug that one client meets ends that client only, and is an event: for real
    /// ports, where anybody may call. Without it a bug ends the world, as it should in a test.
    public ProviderServer shielded() {
        shield.raise();
        return this;
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
        try {
            if (!shield.covers(number, () -> admit(service, link, peer, number))) {
                link.close();
            }
        } catch (LinkException lost) {
            link.close();
        }
    }

    private void admit(Service service, ByteLink link, String peer, int number) {
        Instant now = time.now();
        Optional<Objection> objection = objection(service, now);
        if (objection.isPresent()) {
            refuse(service, link, number, objection.get());
            return;
        }
        MemoryBudget.Share memory = provider.memory().forClient();
        Optional<Sessions.Session> session = sessions.open(service, peer, memory, now);
        if (session.isEmpty()) {
            refuse(service, link, number, Objection.wordless("no such service"));
            return;
        }
        journal.event("connection.opened", "service", service, "connection", number);
        open++;
        start(
                service,
                new ClientConnection.Caller(number, link, session.get(), memory),
                () -> open--);
    }

    private void refuse(Service service, ByteLink link, int number, Objection objection) {
        journal.event(
                "connection.refused",
                "service",
                service,
                "connection",
                number,
                "reason",
                objection.reason());
        if (objection.enhanced().isEmpty() || farewells >= MAX_FAREWELLS) {
            link.close();
            return;
        }
        farewells++;
        Sessions.Session session =
                sessions.turnAway(service, objection.enhanced(), objection.reason());
        start(
                service,
                new ClientConnection.Caller(number, link, session, provider.memory().forClient()),
                () -> farewells--);
    }

    private void start(Service service, ClientConnection.Caller caller, Runnable atEnd) {
        ClientConnection connection =
                new ClientConnection(
                        caller, shield, time, tasks, journal, provider.mailboxes(), delivery);
        tasks.start(
                "provider " + service + " " + caller.number(),
                () -> {
                    try {
                        connection.run();
                    } finally {
                        atEnd.run();
                    }
                });
    }

    /// Why nobody can be served.
    ///
    /// @param enhanced SMTP's code for it; empty when nothing is to be said
    private record Objection(String enhanced, String reason) {

        static Objection wordless(String reason) {
            return new Objection("", reason);
        }
    }

    /// Why nobody can be served on this port now; empty when there is no such reason.
    private Optional<Objection> objection(Service service, Instant now) {
        boolean outage =
                provider.policy()
                        .outageAt(now)
                        .filter(o -> o.manner() == Outage.Manner.UNREACHABLE)
                        .isPresent();
        // the member page says itself that it is closed, and mail from elsewhere is held
        if (outage && service != Service.RELAY && !service.isMemberPage()) {
            return Optional.of(Objection.wordless("outage"));
        }
        if (open >= MAX_CONNECTIONS) {
            return Optional.of(new Objection("4.7.0", "too many connections"));
        }
        return service == Service.RELAY && delivery.isFull()
                ? Optional.of(new Objection("4.3.1", "too much mail held"))
                : Optional.empty();
    }

    private record AllPorts(Map<Service, Integer> ports, List<Network.Listening> listening)
            implements Serving {

        @Override
        public void close() {
            listening.forEach(Network.Listening::close);
        }
    }
}
