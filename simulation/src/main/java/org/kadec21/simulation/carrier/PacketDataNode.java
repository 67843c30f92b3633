package org.kadec21.simulation.carrier;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Journal;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Signal;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.simulation.ip.GatewayCommand;
import org.kadec21.simulation.ip.IpGateway;
import org.kadec21.simulation.ip.IpGateway.Failure;
import org.kadec21.simulation.ip.Ipv4Address;
import org.kadec21.simulation.ip.Names;
import org.kadec21.simulation.ppp.PppEvent;
import org.kadec21.simulation.ppp.PppServer;
import org.kadec21.simulation.ppp.PppTerms;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// The packet data serving node of one packet call (3GPP2 X.S0011): PPP towards the subscriber, and
/// the way from there into the internet. Drives the pure [PppServer] and [IpGateway] with three
/// tasks: one reads the air, one writes to it, one waits for their timers. Journals `ppp.up`,
/// `ppp.down` and `ppp.trouble`.
final class PacketDataNode {

    /// Bytes that wait for the air; frames beyond are lost, as in any router.
    static final int QUEUE_BYTES = 64 * 1024;

    private static final int PIECE = 512;

    /// A frame with the beginning of an IP packet, whose end never comes.
    private static final byte[] HALF_A_FRAME = {
        0x7E, (byte) 0xFF, 0x7D, 0x23, 0x00, 0x21, 0x45, 0x00, 0x00
    };

    private final ByteLink air;
    private final PppTerms terms;
    private final CallConduct conduct;
    private final Names names;
    private final Outward outward;
    private final Tasks tasks;
    private final Time time;
    private final Journal journal;
    private final PppServer ppp;
    private final IpGateway gateway;
    private final Deque<byte[]> frames = new ArrayDeque<>();
    private final Map<Long, OutwardConnection> connections = new TreeMap<>();
    private final Signal frameQueued;
    private final Signal timersChanged;
    private Ipv4Address host;
    private Deadline windowsOpen = Deadline.never();
    private int queued;
    private boolean silent;
    private boolean looped;
    private boolean over;
    private Runnable whenOver = () -> {};

    /// The way into the internet.
    @FunctionalInterface
    interface Outward {
        ByteLink connect(String host, int port) throws LinkException;
    }

    PacketDataNode(
            ByteLink air,
            PppTerms terms,
            CallConduct conduct,
            Names names,
            Outward outward,
            Tasks tasks,
            Time time,
            Journal journal,
            RandomGenerator random) {
        this.air = air;
        this.terms = terms;
        this.conduct = conduct;
        this.names = names;
        this.outward = outward;
        this.tasks = tasks;
        this.time = time;
        this.journal = journal;
        host = terms.host();
        ppp = new PppServer(terms, random, time.nanos());
        gateway =
                new IpGateway(
                        host,
                        terms.gateway(),
                        terms.nameServers(),
                        address -> !names.hostAt(address).equals(address.toString()),
                        random);
        frameQueued = tasks.signal("packet call frames");
        timersChanged = tasks.signal("packet call timers");
    }

    /// @param ended told when the call is over
    void start(Runnable ended) {
        whenOver = ended;
        tasks.start("packet call reader", this::read);
        tasks.start("packet call writer", this::write);
        tasks.start("packet call timers", this::runTimers);
    }

    private void read() {
        byte[] buffer = new byte[PIECE];
        try {
            int count = air.read(buffer, 0, PIECE, Deadline.never());
            while (count >= 0) {
                conduct.callIncident().ifPresent(this::happen);
                heard(conduct.fromHost(Arrays.copyOf(buffer, count)));
                count = air.read(buffer, 0, PIECE, Deadline.never());
            }
            end("the host has hung up");
        } catch (LinkException lost) {
            end("the air is lost");
        }
    }

    private void heard(byte[] bytes) {
        if (looped) {
            queue(bytes);
        } else if (!silent) {
            link(ppp.received(bytes, time.nanos()));
        }
    }

    private void happen(CallIncident incident) {
        journal.event("ppp.trouble", "incident", incident.toString());
        switch (incident) {
            case CallIncident.Terminated() -> link(ppp.close("no resources", time.nanos()));
            case CallIncident.CarrierLost() -> {
                queue(HALF_A_FRAME);
                end("the carrier is lost");
            }
            case CallIncident.FallenSilent() -> silent = true;
            case CallIncident.LoopedBack() -> looped = true;
            case CallIncident.LcpAgain() -> link(ppp.negotiateLink(time.nanos()));
            case CallIncident.IpcpAgain(boolean elsewhere) -> {
                if (elsewhere) {
                    host = host.plus(1);
                    net(gateway.moveHost(host));
                }
                link(ppp.negotiateAddress(host, time.nanos()));
            }
            case CallIncident.ConnectionsReset() -> net(gateway.resetAll(time.nanos()));
            case CallIncident.WindowsClosed(Duration span) -> {
                windowsOpen = time.after(span);
                net(gateway.holdWindows(true, time.nanos()));
            }
        }
    }

    private void write() {
        try {
            while (true) {
                byte[] frame = frames.poll();
                if (frame != null) {
                    queued -= frame.length;
                    air.write(frame, Deadline.never());
                } else if (over) {
                    air.close();
                    return;
                } else {
                    frameQueued.await(Deadline.never());
                }
            }
        } catch (LinkException lost) {
            end("the air is lost");
        }
    }

    private void runTimers() {
        while (!over) {
            Deadline due =
                    silent || looped
                            ? Deadline.never()
                            : ppp.nextDue().earlier(gateway.nextDue()).earlier(windowsOpen);
            if (!timersChanged.await(due)) {
                link(ppp.due(time.nanos()));
                net(gateway.due(time.nanos()));
                openWindows();
            }
        }
    }

    private void openWindows() {
        if (time.isOver(windowsOpen)) {
            windowsOpen = Deadline.never();
            net(gateway.holdWindows(false, time.nanos()));
        }
    }

    private void link(List<PppEvent> events) {
        for (PppEvent event : events) {
            switch (event) {
                case PppEvent.Transmit(byte[] bytes) -> {
                    if (!looped && !silent) {
                        queue(conduct.towardsHost(bytes));
                    }
                }
                case PppEvent.Packet(byte[] packet) ->
                        conduct.packetsFromHost(packet)
                                .forEach(one -> net(gateway.arrived(one, time.nanos())));
                case PppEvent.Opened(int mtu) -> {
                    gateway.limitPackets(mtu);
                    journal.event(
                            "ppp.up",
                            "address",
                            host.toString(),
                            "authentication",
                            terms.authentication());
                }
                case PppEvent.Ended(String reason) -> end(reason);
            }
        }
        timersChanged.raise();
    }

    private void queue(byte[] frame) {
        if (!over && queued + frame.length <= QUEUE_BYTES) {
            queued += frame.length;
            frames.add(frame);
            frameQueued.raise();
        }
    }

    private void net(List<GatewayCommand> commands) {
        for (GatewayCommand command : commands) {
            switch (command) {
                case GatewayCommand.Emit(byte[] packet) ->
                        conduct.packetsTowardsHost(packet)
                                .forEach(one -> link(ppp.send(one, time.nanos())));
                case GatewayCommand.Resolve(long ticket, String name) ->
                        tasks.start("lookup " + name, () -> resolve(ticket, name));
                case GatewayCommand.Connect(long flow, Ipv4Address address, int port) ->
                        connect(flow, names.hostAt(address), port);
                case GatewayCommand.Forward(long flow, byte[] bytes) ->
                        connection(flow).ifPresent(one -> one.send(bytes));
                case GatewayCommand.Resume(long flow) ->
                        connection(flow).ifPresent(OutwardConnection::resume);
                case GatewayCommand.Finish(long flow) ->
                        connection(flow).ifPresent(OutwardConnection::finish);
                case GatewayCommand.Abandon(long flow) ->
                        Optional.ofNullable(connections.remove(flow))
                                .ifPresent(OutwardConnection::abandon);
            }
        }
        timersChanged.raise();
    }

    private void resolve(long ticket, String name) {
        conduct.answer(names.addressesOf(name))
                .ifPresentOrElse(
                        addresses -> net(gateway.resolved(ticket, addresses)),
                        () -> gateway.unanswered(ticket));
    }

    private void connect(long flow, String host, int port) {
        OutwardConnection connection = new OutwardConnection(tasks, time, new FlowNews(flow));
        connections.put(flow, connection);
        connection.start(host + ":" + port, () -> outward.connect(host, port));
    }

    private Optional<OutwardConnection> connection(long flow) {
        return Optional.ofNullable(connections.get(flow));
    }

    private void end(String reason) {
        if (!over) {
            over = true;
            journal.event("ppp.down", "reason", reason);
            net(gateway.shutDown());
            whenOver.run();
            frameQueued.raise();
        }
    }

    /// What becomes of the real end, told to the gateway.
    private final class FlowNews implements OutwardConnection.News {

        private final long flow;

        FlowNews(long flow) {
            this.flow = flow;
        }

        @Override
        public void connected() {
            net(gateway.connected(flow, time.nanos()));
        }

        @Override
        public void notConnected(Failure why) {
            connections.remove(flow);
            net(gateway.notConnected(flow, why, time.nanos()));
        }

        @Override
        public int room() {
            return gateway.room(flow);
        }

        @Override
        public void received(byte[] bytes) {
            net(gateway.received(flow, bytes, time.nanos()));
        }

        @Override
        public void delivered(int bytes) {
            net(gateway.delivered(flow, bytes, time.nanos()));
        }

        @Override
        public void finished() {
            net(gateway.finished(flow, time.nanos()));
        }

        @Override
        public void broken() {
            net(gateway.broken(flow, time.nanos()));
        }
    }
}
