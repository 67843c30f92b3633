package org.kadec21.modem.ppp.ip;

import org.kadec21.modem.ppp.ip.packet.IcmpError;
import org.kadec21.modem.ppp.ip.packet.IpAddress;
import org.kadec21.modem.ppp.ip.packet.IpPacket;
import org.kadec21.modem.ppp.ip.packet.TcpSegment;
import org.kadec21.modem.ppp.ip.tcp.InitialSequence;
import org.kadec21.modem.ppp.ip.tcp.TcpMachine;
import org.kadec21.modem.ppp.ip.tcp.TcpState;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// All TCP connections of this host, those included that only linger.
final class Flows {

    /// Connections at the same time.
    static final int MOST = 16;

    /// Bytes in a segment over a link that repeats frames, and so takes its time: enough that the
    /// headers are not most of it, and little enough that what follows need not wait for long.
    static final int SEGMENT_OF_REPEATED = 256;

    private static final long NEVER = Long.MAX_VALUE;

    private final Addresses addresses;
    private final RandomGenerator chance;
    private final InitialSequence initialSequence;
    private final List<Flow> flows = new ArrayList<>();
    private double damages;
    private boolean repeats;

    /// A packet to send.
    ///
    /// @param fragmentable whether routers may cut it up
    record Outgoing(IpPacket packet, boolean fragmentable) {}

    Flows(Addresses addresses, RandomGenerator chance) {
        this.addresses = addresses;
        this.chance = chance;
        this.initialSequence = new InitialSequence(chance);
    }

    void lineDamages(double perByte) {
        damages = perByte;
        repeats(false);
        tellOfNoise();
    }

    void lineRepeats() {
        damages = 0;
        repeats(true);
        tellOfNoise();
    }

    private void tellOfNoise() {
        boolean noisy = NoiseSize.matters(damages);
        flows.forEach(flow -> flow.machine().lineIsNoisy(noisy));
    }

    /// Connections that are open know the line as it was: they begin anew with what they know of
    /// its times, and with the segments that suit it now.
    private void repeats(boolean now) {
        if (repeats != now) {
            repeats = now;
            flows.forEach(flow -> flow.machine().lineRepeats(now));
            linkChanged();
        }
    }

    void damagedFrame() {
        if (damages > 0) {
            flows.forEach(flow -> flow.machine().missedSegment());
        }
    }

    /// Whether this host has an address to speak to `remote` from.
    boolean reaches(IpAddress remote) {
        return addresses.sourceFor(remote).isPresent();
    }

    private static boolean isLingering(Flow flow) {
        return flow.machine().state() == TcpState.TIME_WAIT;
    }

    /// Begins a connection; empty when as many as allowed are open. Those that only linger make
    /// room.
    Optional<Flow> open(IpAddress remote, int remotePort, long now) {
        if (flows.size() >= MOST) {
            flows.stream().filter(Flows::isLingering).findFirst().ifPresent(flows::remove);
        }
        int port =
                LocalPorts.draw(
                        chance, drawn -> flows.stream().anyMatch(f -> f.localPort() == drawn));
        return flows.size() < MOST
                ? addresses.sourceFor(remote).map(own -> begin(own, port, remote, remotePort, now))
                : Optional.empty();
    }

    private Flow begin(IpAddress local, int localPort, IpAddress remote, int remotePort, long now) {
        int sequence = initialSequence.of(local, localPort, remote, remotePort, now);
        Flow flow =
                new Flow(
                        local,
                        localPort,
                        remote,
                        remotePort,
                        new TcpMachine(
                                localPort,
                                remotePort,
                                sequence,
                                segmentTo(remote),
                                PathSize.assumed(remote)));
        if (repeats) {
            flow.machine().lineRepeats(true);
        }
        flow.machine().lineIsNoisy(NoiseSize.matters(damages));
        flows.add(flow);
        return flow;
    }

    /// Bytes of a segment that come through in one piece often enough.
    private int segmentTo(IpAddress remote) {
        int headers = IpPacket.headerOf(remote) + TcpSegment.HEADER;
        int best = repeats ? SEGMENT_OF_REPEATED : NoiseSize.best(damages, headers);
        return Math.min(addresses.mtuTo(remote) - headers, best);
    }

    /// The link takes packets of another length than before.
    void linkChanged() {
        flows.forEach(flow -> flow.machine().linkTakes(segmentTo(flow.remote())));
    }

    /// Gives a segment to the connection it belongs to, and says whether there is one.
    boolean arrived(IpPacket packet, TcpSegment segment, long now) {
        Optional<Flow> taker =
                flows.stream().filter(flow -> flow.takes(packet, segment)).findFirst();
        taker.ifPresent(flow -> flow.machine().arrived(segment, now));
        return taker.isPresent();
    }

    void arrived(IcmpError error) {
        flows.stream().filter(flow -> flow.isQuotedBy(error)).forEach(flow -> flow.arrived(error));
    }

    void due(long now) {
        flows.forEach(flow -> flow.machine().due(now));
    }

    long nextDue() {
        long next = NEVER;
        for (Flow flow : flows) {
            next = Math.min(next, flow.machine().nextDue());
        }
        return next;
    }

    /// The next segment of any; the connection that gave one comes last the next time.
    Optional<Outgoing> transmit(long now) {
        for (int index = 0; index < flows.size(); index++) {
            Flow flow = flows.get(index);
            Optional<TcpSegment> segment = flow.machine().transmit(now);
            if (segment.isPresent()) {
                flows.remove(index);
                flows.add(flow);
                return Optional.of(
                        new Outgoing(flow.carrying(segment.get()), flow.isFragmentable()));
            }
        }
        flows.removeIf(flow -> flow.machine().state() == TcpState.CLOSED);
        return Optional.empty();
    }

    void clear() {
        flows.clear();
    }
}
