package org.kadec21.simulation.ip;

import org.kadec21.hal.Deadline;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// Everything behind a packet call, as one host sees it: it answers echoes, is a name server, and
/// takes the host's TCP connections in place of their real ends. Packets and news go in,
/// [GatewayCommand]s come out; damaged packets and those from addresses that are not the host's are
/// dropped.
public final class IpGateway {

    /// Connections at a time; further ones are refused.
    public static final int MOST_FLOWS = 64;

    /// Names under way at a time; further queries are dropped, and the host asks again.
    public static final int MOST_LOOKUPS = 32;

    private static final int DNS_PORT = 53;

    private Ipv4Address host;
    private final Ipv4Address own;
    private final List<Ipv4Address> nameServers;
    private final Predicate<Ipv4Address> echoes;
    private final RandomGenerator random;
    private final List<GatewayCommand> out = new ArrayList<>();
    private final SortedMap<Long, Asked> lookups = new TreeMap<>();
    private final SortedMap<Long, Carried> flows = new TreeMap<>();
    private int mtu = 1500;
    private boolean held;
    private long numbers;

    /// A question under way.
    private record Asked(Ipv4Packet packet, UdpDatagram datagram, DnsQuery query) {}

    /// Why a connection did not come about.
    public enum Failure {
        /// Nobody listens there.
        REFUSED,
        /// There is no way there, or no such host.
        UNREACHABLE,
        /// Nothing came back: the host hears nothing either.
        SILENT
    }

    /// @param host the address that the host was given
    /// @param own ours
    /// @param echoes which other addresses answer an echo
    /// @param random for initial sequence numbers
    public IpGateway(
            Ipv4Address host,
            Ipv4Address own,
            List<Ipv4Address> nameServers,
            Predicate<Ipv4Address> echoes,
            RandomGenerator random) {
        this.host = host;
        this.own = own;
        this.nameServers = List.copyOf(nameServers);
        this.echoes = echoes;
        this.random = random;
    }

    /// The longest packet that the host takes.
    public void limitPackets(int bytes) {
        mtu = bytes;
    }

    /// A packet of the host.
    public List<GatewayCommand> arrived(byte[] bytes, long now) {
        Ipv4Packet.parse(bytes)
                .filter(packet -> packet.from().equals(host))
                .ifPresent(packet -> take(packet, now));
        return result();
    }

    public List<GatewayCommand> due(long now) {
        for (Carried carried : List.copyOf(flows.values())) {
            if (carried.end.nextDue().atNanos() <= now) {
                carried.changing(() -> carried.end.due(now));
            }
        }
        return result();
    }

    public Deadline nextDue() {
        Deadline due = Deadline.never();
        for (Carried carried : flows.values()) {
            due = due.earlier(carried.end.nextDue());
        }
        return due;
    }

    /// The answer to a [GatewayCommand.Resolve]; none means that there is no such name.
    public List<GatewayCommand> resolved(long ticket, List<Ipv4Address> addresses) {
        Asked asked = lookups.remove(ticket);
        if (asked != null) {
            UdpDatagram answer =
                    new UdpDatagram(
                            /* fromPort= */ asked.datagram.toPort(),
                            /* toPort= */ asked.datagram.fromPort(),
                            asked.query.answer(addresses));
            emit(answer.within(asked.packet.to(), asked.packet.from()));
        }
        return result();
    }

    /// A [GatewayCommand.Resolve] that nobody answers.
    public void unanswered(long ticket) {
        lookups.remove(ticket);
    }

    public List<GatewayCommand> connected(long flow, long now) {
        carried(flow).ifPresent(carried -> carried.changing(() -> carried.end.agree(now)));
        return result();
    }

    public List<GatewayCommand> notConnected(long flow, Failure why, long now) {
        carried(flow)
                .ifPresent(carried -> {
                    carried.abandoned = true;
                    switch (why) {
                        case REFUSED -> carried.end.abort(now);
                        case UNREACHABLE -> {
                            Icmp.unreachable(carried.syn, own, Icmp.Unreachable.HOST)
                                    .ifPresent(this::emit);
                            carried.over();
                        }
                        case SILENT -> carried.over();
                    }
                });
        return result();
    }

    /// How many bytes of the real end the host takes now.
    public int room(long flow) {
        return carried(flow).map(carried -> carried.end.room()).orElse(0);
    }

    /// Bytes of the real end, at most [#room].
    public List<GatewayCommand> received(long flow, byte[] bytes, long now) {
        carried(flow).ifPresent(carried -> carried.end.write(bytes, now));
        return result();
    }

    public List<GatewayCommand> delivered(long flow, int bytes, long now) {
        carried(flow).ifPresent(carried -> carried.end.delivered(bytes, now));
        return result();
    }

    /// The real end has said all.
    public List<GatewayCommand> finished(long flow, long now) {
        carried(flow).ifPresent(carried -> carried.end.finish(now));
        return result();
    }

    /// The real end broke.
    public List<GatewayCommand> broken(long flow, long now) {
        carried(flow)
                .ifPresent(carried -> {
                    carried.abandoned = true;
                    carried.end.abort(now);
                });
        return result();
    }

    /// While `nothing` is so, the windows of all connections are zero.
    public List<GatewayCommand> holdWindows(boolean nothing, long now) {
        held = nothing;
        for (Carried carried : List.copyOf(flows.values())) {
            carried.end.hold(nothing, now);
        }
        return result();
    }

    /// Resets every connection.
    public List<GatewayCommand> resetAll(long now) {
        for (Carried carried : List.copyOf(flows.values())) {
            carried.end.abort(now);
        }
        return result();
    }

    private Optional<Carried> carried(long flow) {
        return Optional.ofNullable(flows.get(flow));
    }

    private List<GatewayCommand> result() {
        List<GatewayCommand> result = List.copyOf(out);
        out.clear();
        return result;
    }

    private void take(Ipv4Packet packet, long now) {
        switch (packet.protocol()) {
            case Ipv4Packet.ICMP -> echo(packet);
            case Ipv4Packet.UDP ->
                    UdpDatagram.parse(packet).ifPresent(datagram -> take(packet, datagram));
            case Ipv4Packet.TCP ->
                    TcpSegment.parse(packet).ifPresent(segment -> take(packet, segment, now));
            default -> unreachable(packet, Icmp.Unreachable.PROHIBITED);
        }
    }

    private void echo(Ipv4Packet packet) {
        if (!Icmp.isEcho(packet)) {
            return;
        }
        if (isOurs(packet.to()) || echoes.test(packet.to())) {
            emit(Icmp.echoReply(packet));
        } else {
            unreachable(packet, Icmp.Unreachable.HOST);
        }
    }

    private boolean isOurs(Ipv4Address address) {
        return address.equals(own) || nameServers.contains(address);
    }

    private void take(Ipv4Packet packet, UdpDatagram datagram) {
        if (!nameServers.contains(packet.to()) || datagram.toPort() != DNS_PORT) {
            unreachable(
                    packet,
                    isOurs(packet.to()) ? Icmp.Unreachable.PORT : Icmp.Unreachable.PROHIBITED);
            return;
        }
        Optional<DnsQuery> query = DnsQuery.parse(datagram.data());
        if (query.isPresent() && lookups.size() < MOST_LOOKUPS) {
            long ticket = ++numbers;
            lookups.put(ticket, new Asked(packet, datagram, query.get()));
            out.add(new GatewayCommand.Resolve(ticket, query.get().name()));
        }
    }

    private void take(Ipv4Packet packet, TcpSegment segment, long now) {
        Flow flow = Flow.of(packet, segment);
        Optional<Carried> known =
                flows.values().stream().filter(carried -> carried.flow.equals(flow)).findFirst();
        if (known.isPresent()) {
            Carried carried = known.get();
            carried.changing(() -> carried.end.arrived(segment, now));
        } else if (segment.flags() == TcpSegment.SYN && flows.size() < MOST_FLOWS) {
            long number = ++numbers;
            flows.put(number, new Carried(number, flow, packet, segment));
            out.add(new GatewayCommand.Connect(number, flow.address(), flow.port()));
        } else if (!segment.has(TcpSegment.RST)) {
            emit(segment.reset().within(packet.to(), packet.from()));
        }
    }

    private void unreachable(Ipv4Packet packet, Icmp.Unreachable why) {
        Icmp.unreachable(packet, own, why).ifPresent(this::emit);
    }

    private void emit(Ipv4Packet packet) {
        out.add(new GatewayCommand.Emit(packet.bytes()));
    }

    /// The host has another address from now on; what the old one had is nobody's any more.
    public List<GatewayCommand> moveHost(Ipv4Address elsewhere) {
        host = elsewhere;
        return shutDown();
    }

    /// Forgets everything; whoever carries a flow on is to abandon it.
    public List<GatewayCommand> shutDown() {
        for (Iterator<Map.Entry<Long, Carried>> all = flows.entrySet().iterator();
                all.hasNext(); ) {
            out.add(new GatewayCommand.Abandon(all.next().getKey()));
            all.remove();
        }
        lookups.clear();
        return result();
    }

    /// One connection of the host.
    private final class Carried implements TcpEnd.Sink {

        private final long number;
        private final Flow flow;
        private final Ipv4Packet syn;
        private final TcpEnd end;
        private boolean abandoned;

        Carried(long number, Flow flow, Ipv4Packet syn, TcpSegment segment) {
            this.number = number;
            this.flow = flow;
            this.syn = syn;
            end = new TcpEnd(segment, random.nextInt(), mtu, this);
            end.hold(held, 0);
        }

        /// Does something that may make room.
        private void changing(Runnable change) {
            int before = end.room();
            change.run();
            if (end.room() > before) {
                out.add(new GatewayCommand.Resume(number));
            }
        }

        @Override
        public void send(TcpSegment segment) {
            emit(segment.within(flow.address(), host));
        }

        @Override
        public void data(byte[] bytes) {
            out.add(new GatewayCommand.Forward(number, bytes));
        }

        @Override
        public void finished() {
            out.add(new GatewayCommand.Finish(number));
        }

        @Override
        public void broken() {
            abandon();
        }

        @Override
        public void over() {
            abandon();
            flows.remove(number);
        }

        private void abandon() {
            if (!abandoned) {
                abandoned = true;
                out.add(new GatewayCommand.Abandon(number));
            }
        }
    }
}
