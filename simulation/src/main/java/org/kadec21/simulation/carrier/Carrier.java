package org.kadec21.simulation.carrier;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Journal;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Network;
import org.kadec21.hal.NotConnectedException;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.simulation.ip.Ipv4Address;
import org.kadec21.simulation.ip.Names;
import org.kadec21.simulation.ip.NumberedNames;
import org.kadec21.simulation.link.LineShape;
import org.kadec21.simulation.link.LinkPair;
import org.kadec21.simulation.ppp.PppTerms;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// The carrier between modules and the internet. The [Network] of a subscriber carries TCP with the
/// delay and rate of the [CarrierPolicy] and swallows blocked ports; the radio decides who is
/// served on which band. Every connection has the full rate to itself, every packet call too, for
/// all that is in it.
///
/// With a policy without delay and rate it hands the internet's own links through, so that it also
/// stands before the host's network in real time. Journals `carrier.connected`, `carrier.blocked`,
/// `carrier.severed` and `carrier.policy`.
public final class Carrier {

    /// How long a SYN without an answer is repeated when the caller sets no earlier deadline (BSD:
    /// 75 s).
    static final Duration SYN_GIVES_UP = Duration.ofSeconds(75);

    /// The network's end of packet calls (assumption: a private address).
    public static final Ipv4Address GATEWAY = Ipv4Address.of("10.64.64.64");

    private static final List<Ipv4Address> NAME_SERVERS =
            List.of(Ipv4Address.of("10.64.64.53"), Ipv4Address.of("10.64.65.53"));

    private static final int SEGMENT_BYTES = 536;
    private static final int SEGMENTS_UNDER_WAY = 8;

    private final Tasks tasks;
    private final Time time;
    private final Journal journal;
    private final Network internet;
    private final List<Runnable> watchers = new ArrayList<>();
    private final List<LinkPair> underWay = new ArrayList<>();
    private final Names names;
    private final RandomGenerator random;
    private CarrierPolicy policy;

    /// A carrier whose name servers know every name, and leave it to the connection to find the
    /// host.
    ///
    /// @param time the network's own clock, by which all dates of the policy are judged
    /// @param internet what lies behind
    public Carrier(
            Tasks tasks, Time time, Journal journal, CarrierPolicy policy, Network internet) {
        this(
                tasks,
                time,
                journal,
                policy,
                internet,
                new NumberedNames(name -> true),
                new SplittableRandom(policy.operator().hashCode()));
    }

    /// The same with name servers of its own.
    ///
    /// @param names what its name servers know
    /// @param random for what a host must not guess in packet calls, and for what the air swallows
    public Carrier(
            Tasks tasks,
            Time time,
            Journal journal,
            CarrierPolicy policy,
            Network internet,
            Names names,
            RandomGenerator random) {
        this.names = names;
        this.random = random;
        this.tasks = tasks;
        this.time = time;
        this.journal = journal;
        this.policy = policy;
        this.internet = internet;
    }

    /// Puts another policy in force; open connections keep their line.
    public void change(CarrierPolicy newPolicy) {
        policy = newPolicy;
        journal.event("carrier.policy", "operator", newPolicy.operator());
        watchers.forEach(Runnable::run);
    }

    /// Severs every connection under way, as a fading signal or a restarted gateway does: both ends
    /// find a dead link, bytes under way are lost.
    public void sever(String reason) {
        for (LinkPair air : List.copyOf(underWay)) {
            journal.event("carrier.severed", "reason", reason);
            air.sever(reason);
        }
    }

    /// The air as the subscriber `imsi` finds it with a module for `bands`.
    public RadioView radio(String imsi, List<BandClass> bands) {
        return new Subscriber(imsi, List.copyOf(bands));
    }

    /// The internet as the subscriber `imsi` reaches it. Connecting costs one round trip for the
    /// handshake; a blocked port stays silent until the deadline, at most 75 s. Nobody can call a
    /// subscriber.
    public Network network(String imsi) {
        return new Subscription(imsi);
    }

    private ByteLink connect(String imsi, String host, int port, Deadline deadline)
            throws LinkException {
        Deadline end = deadline.earlier(time.after(SYN_GIVES_UP));
        requireOpen(imsi, host, port, end);
        if (!policy.isShaped()) {
            return internet.connect(host, port, end);
        }
        travel(policy.roundTrip().dividedBy(2), end, host, port);
        ByteLink far = internet.connect(host, port, end);
        try {
            travel(policy.roundTrip().dividedBy(2), end, host, port);
        } catch (LinkException e) {
            far.close();
            throw e;
        }
        journal.event("carrier.connected", "peer", host + ":" + port);
        return carry(host + ":" + port, far);
    }

    private void requireOpen(String imsi, String host, int port, Deadline end)
            throws LinkException {
        Optional<PortBlock> block = policy.blockOf(imsi, host, port, time.now());
        if (block.isEmpty()) {
            return;
        }
        journal.event("carrier.blocked", "peer", host + ":" + port);
        String what = "the carrier blocks port " + port + " of " + host + " (try 587)";
        switch (block.get().answer()) {
            case SILENCE -> {
                tasks.sleepUntil(end);
                throw noAnswer(host, port);
            }
            case RESET -> throw new NotConnectedException(NotConnectedException.Why.REFUSED, what);
            case UNREACHABLE ->
                    throw new NotConnectedException(NotConnectedException.Why.UNREACHABLE, what);
        }
    }

    /// A packet call: the air carries the bytes of PPP, behind it all is near.
    private ByteLink dial(String imsi, CallConduct conduct) {
        LinkPair air = policy.isShaped() ? air("packet call") : direct();
        underWay.add(air);
        PacketDataNode node =
                new PacketDataNode(
                        line(air.b()),
                        conduct.termsOf(terms(imsi)),
                        conduct,
                        names,
                        (host, port) -> connectFromNode(imsi, host, port),
                        tasks,
                        time,
                        journal,
                        random);
        node.start(() -> underWay.remove(air));
        return air.a();
    }

    private ByteLink line(ByteLink good) {
        LineNoise noise = policy.packetCalls().noise();
        return noise.equals(LineNoise.NONE) ? good : new NoisyLink(good, noise, random);
    }

    private ByteLink connectFromNode(String imsi, String host, int port) throws LinkException {
        Deadline end = time.after(SYN_GIVES_UP);
        requireOpen(imsi, host, port, end);
        ByteLink far = internet.connect(host, port, end);
        journal.event("carrier.connected", "peer", host + ":" + port);
        return far;
    }

    private PppTerms terms(String imsi) {
        PacketCalls calls = policy.packetCalls();
        return new PppTerms(
                calls.authentication(),
                calls.account(),
                calls.idle(),
                calls.loss(),
                Ipv4Address.of(address(imsi)),
                GATEWAY,
                NAME_SERVERS);
    }

    private static String address(String imsi) {
        return "10.7.157." + (1 + Math.floorMod(imsi.hashCode(), 254));
    }

    private void travel(Duration span, Deadline end, String host, int port) throws LinkException {
        Deadline arrival = time.after(span);
        tasks.sleepUntil(arrival.earlier(end));
        if (end.compareTo(arrival) < 0) {
            throw noAnswer(host, port);
        }
    }

    private static LinkException noAnswer(String host, int port) {
        return new NotConnectedException(
                NotConnectedException.Why.SILENT,
                "no answer from "
                        + host
                        + " port "
                        + port
                        + " before the deadline: the host is down, or the carrier drops this port"
                        + " (try 587)");
    }

    private ByteLink carry(String name, ByteLink far) {
        LinkPair air = air(name);
        tasks.start("carrier up " + name, () -> Relay.run(air.b(), far));
        tasks.start("carrier down " + name, () -> relayDown(far, air));
        return air.a();
    }

    private LinkPair air(String name) {
        Duration oneWay = policy.roundTrip().dividedBy(2);
        return new LinkPair(
                name,
                shape(policy.upBitsPerSecond(), oneWay),
                shape(policy.downBitsPerSecond(), oneWay),
                tasks,
                time);
    }

    private LinkPair direct() {
        return new LinkPair("packet call", LineShape.direct(), LineShape.direct(), tasks, time);
    }

    private void relayDown(ByteLink far, LinkPair air) {
        underWay.add(air);
        try {
            Relay.run(far, air.b());
        } finally {
            underWay.remove(air);
        }
    }

    private static LineShape shape(long bitsPerSecond, Duration latency) {
        return new LineShape(
                bitsPerSecond, 8, latency, SEGMENT_BYTES, SEGMENTS_UNDER_WAY * SEGMENT_BYTES);
    }

    private final class Subscription implements Network {

        private final String imsi;

        private Subscription(String imsi) {
            this.imsi = imsi;
        }

        @Override
        public ByteLink connect(String host, int port, Deadline deadline) throws LinkException {
            return Carrier.this.connect(imsi, host, port, deadline);
        }

        /// The packet network gives private addresses.
        @Override
        public Listening listen(String host, int port, Acceptor acceptor) throws LinkException {
            throw new LinkException(
                    "cannot listen on "
                            + host
                            + ":"
                            + port
                            + " behind "
                            + policy.operator()
                            + ": subscribers get private addresses; listen in the internet"
                            + " instead");
        }
    }

    private final class Subscriber implements RadioView {

        private final String imsi;
        private final List<BandClass> bands;

        private Subscriber(String imsi, List<BandClass> bands) {
            this.imsi = imsi;
            this.bands = bands;
        }

        @Override
        public Service service(BandWish wish) {
            return policy.serviceFor(imsi, bands, wish, time.now());
        }

        @Override
        public Optional<Duration> untilChange() {
            Instant now = time.now();
            return policy.nextChange(now).map(next -> Duration.between(now, next));
        }

        @Override
        public String operator() {
            return policy.operator();
        }

        @Override
        public String address() {
            return Carrier.address(imsi);
        }

        @Override
        public ByteLink dial(CallConduct conduct) {
            return Carrier.this.dial(imsi, conduct);
        }

        @Override
        public Instant networkTime() {
            return time.now();
        }

        @Override
        public void watch(Runnable changed) {
            watchers.add(changed);
        }
    }
}
