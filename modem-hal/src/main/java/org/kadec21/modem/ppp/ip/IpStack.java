package org.kadec21.modem.ppp.ip;

import org.kadec21.hal.Deadline;
import org.kadec21.modem.ppp.ip.Flows.Outgoing;
import org.kadec21.modem.ppp.ip.dns.NameCache;
import org.kadec21.modem.ppp.ip.dns.Resolver;
import org.kadec21.modem.ppp.ip.packet.Echo;
import org.kadec21.modem.ppp.ip.packet.IcmpError;
import org.kadec21.modem.ppp.ip.packet.IpPacket;
import org.kadec21.modem.ppp.ip.packet.NeighbourMessage;
import org.kadec21.modem.ppp.ip.packet.Protocol;
import org.kadec21.modem.ppp.ip.packet.Received;
import org.kadec21.modem.ppp.ip.packet.TcpSegment;
import org.kadec21.modem.ppp.ip.tcp.Budget;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// An IP host with one link, as a pure machine: every method is an event at the moment `now`, in
/// nanoseconds of [org.kadec21.hal.Time#nanos()]. After each event the driver takes the packets to
/// send with [#transmit(long)] as the line has room, looks at its connections, and comes back at
/// [#nextDue()] with [#due(long)] at the latest.
public final class IpStack {

    /// Replies to what belongs to no connection that wait to be sent.
    static final int MOST_REPLIES = 8;

    /// Of those and of echoes, what is answered; the rest only costs.
    private static final int REPLIES = 10;

    private static final long REPLY_SPAN = Duration.ofSeconds(10).toNanos();

    private final Autoconfiguration autoconfiguration;
    private final Addresses addresses;
    private final Flows flows;
    private final NameService names;
    private final Reassembly reassembly = new Reassembly();
    private final Budget budget = new Budget(REPLIES, REPLY_SPAN);
    private final Deque<IpPacket> replies = new ArrayDeque<>();
    private final List<Dial> dials = new ArrayList<>();
    private IpCounters counters = IpCounters.NONE;
    private int nextId;
    private double damages;
    private byte[] latest = {};
    private int copies;
    private boolean down;

    /// @param chance must not be guessable on a real board: sequence numbers, ports and DNS ids are
    ///   drawn from it
    public IpStack(IpSettings settings, RandomGenerator chance) {
        this(settings, new NameCache(), chance);
    }

    /// One that begins with names known from an earlier link to the same network.
    public IpStack(IpSettings settings, NameCache known, RandomGenerator chance) {
        this.autoconfiguration = new Autoconfiguration(settings.interfaceId(), settings.mtu());
        this.addresses = new Addresses(settings, autoconfiguration);
        this.flows = new Flows(addresses, chance);
        this.names =
                new NameService(
                        new Resolver(addresses::nameServers, known, chance), addresses, flows);
        this.nextId = chance.nextInt();
    }

    /// A packet came over the link. One that is broken, not for this host or belongs to nothing is
    /// counted and dropped.
    public void arrived(byte[] packet, long now) {
        if (down) {
            return;
        }
        switch (Received.of(packet)) {
            case Received.Whole(IpPacket whole, int hops) -> take(whole, hops, now);
            case Received.Fragment fragment ->
                    reassembly.add(fragment, now).ifPresent(whole -> take(whole, 0, now));
            case Received.Broken _ -> counters = counters.plusBroken();
        }
        step(now);
    }

    private void take(IpPacket packet, int hops, long now) {
        if (!addresses.isOwn(packet.destination())) {
            counters = counters.plusStray();
            return;
        }
        switch (packet.protocol()) {
            case Protocol.TCP -> takeTcp(packet, now);
            case Protocol.UDP -> names.arrived(packet, now);
            case Protocol.ICMP, Protocol.ICMP6 -> takeIcmp(packet, hops, now);
            default -> counters = counters.plusStray();
        }
    }

    private void takeTcp(IpPacket packet, long now) {
        Optional<TcpSegment> segment = TcpSegment.in(packet);
        if (segment.isEmpty()) {
            counters = counters.plusBroken();
        } else if (!flows.arrived(packet, segment.get(), now)) {
            counters = counters.plusStray();
            segment.get().refusal().ifPresent(refusal -> reply(packet, refusal, now));
        }
    }

    private void reply(IpPacket to, TcpSegment refusal, long now) {
        reply(refusal.from(/* source= */ to.destination(), /* destination= */ to.source()), now);
    }

    private void takeIcmp(IpPacket packet, int hops, long now) {
        if (NeighbourMessage.isIn(packet, hops)) {
            autoconfiguration.arrived(packet, now);
        }
        Echo.reply(packet).ifPresent(reply -> reply(reply, now));
        IcmpError.in(packet).ifPresent(error -> takeError(error, now));
    }

    private void takeError(IcmpError error, long now) {
        switch (error.protocol()) {
            case Protocol.TCP -> flows.arrived(error);
            case Protocol.UDP -> names.arrived(error, now);
            default -> counters = counters.plusStray();
        }
    }

    private void reply(IpPacket packet, long now) {
        if (replies.size() < MOST_REPLIES
                && addresses.isOwn(packet.source())
                && flows.reaches(packet.destination())
                && budget.allows(now)) {
            replies.add(packet);
        }
    }

    /// Time has passed.
    public void due(long now) {
        if (down) {
            return;
        }
        autoconfiguration.due(now);
        names.due(now);
        flows.due(now);
        step(now);
    }

    /// Lets everybody who waits for something see whether it has come.
    private void step(long now) {
        names.step(now);
        dials.forEach(dial -> dial.step(now));
        dials.removeIf(Dial::isOver);
    }

    /// When [#due(long)] has to be called next, if nothing else happens before; after a call of it,
    /// later than its moment.
    public Deadline nextDue() {
        if (down) {
            return Deadline.never();
        }
        long next = Math.min(flows.nextDue(), names.nextDue());
        for (Dial dial : dials) {
            next = Math.min(next, dial.nextDue());
        }
        return Deadline.at(Math.min(next, autoconfiguration.nextDue()));
    }

    /// The next packet to send; empty when there is none now. Packets are made when they are asked
    /// for: a driver that asks only when the line is free keeps the queue inside TCP, where
    /// acknowledgements join data and small writes join each other.
    public Optional<byte[]> transmit(long now) {
        if (down) {
            return Optional.empty();
        }
        if (copies > 0) {
            copies--;
            return Optional.of(latest.clone());
        }
        Optional<Outgoing> outgoing =
                Optional.ofNullable(replies.poll())
                        .or(() -> autoconfiguration.transmit(now))
                        .or(() -> names.transmit(now))
                        .map(packet -> new Outgoing(packet, true))
                        .or(() -> flows.transmit(now));
        step(now);
        return outgoing.map(this::encoded);
    }

    private byte[] encoded(Outgoing outgoing) {
        nextId++;
        latest = outgoing.packet().encoded(nextId, outgoing.fragmentable());
        copies = Repetition.times(damages, latest.length) - 1;
        return latest;
    }

    /// Says how bad the line is, and that the link does not repeat what it damages: connections
    /// that begin from now on use segments, both ways, that come through in one piece often enough,
    /// and where many are lost all the same, [#transmit(long)] gives short packets several times.
    ///
    /// @param perByte part of the bytes that are damaged, 0 to 1
    public void lineDamages(double perByte) {
        damages = perByte;
        flows.lineDamages(perByte);
        names.resolver().lineIsNoisy(perByte > 0);
    }

    /// Says that the link itself repeats what the line damages: nothing is lost, but all of it
    /// takes long. Connections use short segments and have patience, until [#lineDamages(double)]
    /// says that it repeats nothing any more; those that are open already go on as it is now.
    public void lineRepeats() {
        damages = 0;
        flows.lineRepeats();
        names.resolver().lineRepeats();
    }

    /// The link takes packets of another length than before: connections keep to it with whatever
    /// they send from now on, be it again, and so do those that begin.
    ///
    /// @param mtu as in [IpSettings]
    public void linkTakes(int mtu) {
        addresses.linkTakes(IpSettings.sound(mtu));
        flows.linkChanged();
    }

    /// A frame came that nobody can read. Where the line is bad it was a segment more often than
    /// not: the peer hears at once where its stream stands, and need not wait for its timer.
    public void damagedFrame() {
        if (!down) {
            flows.damagedFrame();
        }
    }

    /// Begins a connection to `host`, a name or a literal address: DNS, then TCP to each address in
    /// turn, IPv6 and IPv4 alternating. Always returns at once; [IpConnection#phase()] tells how it
    /// goes.
    public IpConnection connect(String host, int port, long now) {
        NameSearch search = new NameSearch(host, names.resolver(), addresses);
        Dial dial = new Dial(host, port, search, flows);
        if (down) {
            dial.lost("expected a link to connect by, it is down");
            return dial;
        }
        if (dials.size() >= Flows.MOST) {
            dial.lost("expected at most " + Flows.MOST + " connections at a time");
            return dial;
        }
        dials.add(dial);
        step(now);
        return dial;
    }

    /// The link is gone: all connections end with `reason`, nothing is sent any more.
    public void linkLost(String reason) {
        down = true;
        dials.forEach(dial -> dial.lost(reason));
        dials.clear();
        flows.clear();
        replies.clear();
    }

    /// What has come and was of no use.
    public IpCounters counters() {
        return counters;
    }
}
