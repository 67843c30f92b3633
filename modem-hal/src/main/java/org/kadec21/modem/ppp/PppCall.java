package org.kadec21.modem.ppp;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Signal;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.DataListener;
import org.kadec21.modem.ppp.ip.IpConnection;
import org.kadec21.modem.ppp.ip.IpSettings;
import org.kadec21.modem.ppp.ip.IpStack;
import org.kadec21.modem.ppp.ip.dns.NameCache;
import org.kadec21.modem.ppp.ip.packet.IpAddress;
import org.kadec21.modem.ppp.ip.packet.Ipv4Address;
import org.kadec21.modem.ppp.link.Credentials;
import org.kadec21.modem.ppp.link.DamageMeter;
import org.kadec21.modem.ppp.link.LinkCommand;
import org.kadec21.modem.ppp.link.LinkEnd;
import org.kadec21.modem.ppp.link.LinkEvent;
import org.kadec21.modem.ppp.link.LinkSettings;
import org.kadec21.modem.ppp.link.LinkTerms;
import org.kadec21.modem.ppp.link.PppLink;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One call: couples a port in data mode, a [PppLink] and an [IpStack]. What comes is worked off by
/// whoever reads the port; a task of its own writes, and comes back when something is due. A packet
/// is made only when the one before was written: what waits, waits inside TCP.
final class PppCall implements DataListener {

    /// The slowest line, 300 bit/s, carries the largest frame in 100 s; one that takes none for so
    /// long is dead.
    private static final Duration WRITE = Duration.ofMinutes(2);

    /// Bytes waiting to be written.
    private static final int MOST_WAITING = 64 * 1024;

    /// Of those, answers of the link; a peer that asks faster than the line carries the answers is
    /// not answered, and leaves room for packets.
    private static final int MOST_ANSWERS = 4 * 1024;

    /// Bytes of packets gathered for one write.
    private static final int PORTION = 2048;

    /// Bytes kept that came behind CONNECT before whoever dialled has read that word. A network
    /// that begins at once says one frame then, and waits for the answer.
    private static final int MOST_EARLY = 2048;

    /// Between two looks at what is due.
    private static final Duration LEAST_PAUSE = Duration.ofMillis(1);

    /// How long connections that were closed may take to say so to their peers.
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    /// How long the link may take to end: Max-Terminate restart timers and one to spare.
    private static final Duration TERMINATION = Duration.ofSeconds(9);

    /// How long the last answer may take to be written, such as that to the network's goodbye. The
    /// network asks again after as long.
    private static final Duration LAST_ANSWER = Duration.ofSeconds(3);

    private final AtPort port;
    private final Time time;
    private final Tasks tasks;
    private final PppSetup setup;
    private final NameCache names;
    private final DamageMeter damages;
    private final PppLink link;
    private final Signal changed;
    private final List<IpConnection> connections = new ArrayList<>();
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private final ByteArrayOutputStream early = new ByteArrayOutputStream();
    private int answers;
    private boolean begun;
    private boolean repeats;
    private boolean writing;
    private Optional<IpStack> stack = Optional.empty();
    private Optional<LinkEnd> end = Optional.empty();

    /// @param names known from earlier calls, and kept for later ones
    /// @param damages the same for what the line does to frames
    PppCall(
            AtPort port,
            Time time,
            Tasks tasks,
            PppSetup setup,
            Credentials credentials,
            NameCache names,
            DamageMeter damages) {
        this.port = port;
        this.time = time;
        this.tasks = tasks;
        this.setup = setup;
        this.names = names;
        this.damages = damages;
        link =
                new PppLink(
                        new LinkSettings(
                                credentials,
                                setup.type(),
                                setup.numbering(),
                                setup.capture().isPresent()),
                        damages,
                        setup.randomness().generator());
        changed = tasks.signal("ppp");
    }

    /// Makes the link, the call being connected.
    ///
    /// @return why there is none; empty when it is up
    Optional<LinkEnd> establish(Deadline deadline) {
        begun = true;
        tell(new LinkEvent.Begun());
        tell(new LinkEvent.Received(early.toByteArray()));
        early.reset();
        writing = true;
        tasks.start("ppp", this::run);
        while (stack.isEmpty() && end.isEmpty() && !time.isOver(deadline)) {
            changed.await(deadline);
        }
        if (stack.isEmpty() && end.isEmpty()) {
            tell(new LinkEvent.OutOfTime());
            hangUp();
        }
        return end;
    }

    boolean isUp() {
        return stack.isPresent() && end.isEmpty();
    }

    /// Connects to a host by its name or address.
    ByteLink connect(String host, int peerPort, Deadline deadline) throws LinkException {
        if (stack.isEmpty() || end.isPresent()) {
            throw new LinkException(
                    "expected a PPP link for a connection to "
                            + host
                            + ", "
                            + end.map(LinkEnd::reason).orElse("there is none yet"));
        }
        stack.ifPresent(this::tellOfLine);
        IpConnection connection = stack.get().connect(host, peerPort, time.nanos());
        connections.removeIf(PppSocket::isOver);
        connections.add(connection);
        attend();
        changed.raise();
        PppSocket socket =
                new PppSocket(connection, host + ":" + peerPort, time, changed, this::attend);
        socket.awaitOpen(deadline);
        return socket;
    }

    /// Ends the call in good order as far as it goes, within [#FAREWELL] and [#TERMINATION]. The
    /// port may still be in data mode behind it; the reset ladder sees to that.
    void hangUp() {
        Deadline farewell = time.after(FAREWELL);
        while (end.isEmpty()
                && !connections.stream().allMatch(PppSocket::isSettled)
                && !time.isOver(farewell)) {
            changed.await(farewell);
        }
        tell(new LinkEvent.Closing());
        changed.raise();
        Deadline limit = time.after(TERMINATION);
        while (end.isEmpty() && !time.isOver(limit)) {
            changed.await(limit);
        }
        tell(new LinkEvent.Lost("the network did not answer the end of the link"));
    }

    /// The port is for commands again, as far as we are concerned, once what was said last is
    /// written, or after [#LAST_ANSWER].
    void leavePort() {
        Deadline limit = time.after(LAST_ANSWER);
        while (writing && !time.isOver(limit)) {
            changed.await(limit);
        }
        port.endData(this);
    }

    /// The module has restarted, or its port is gone.
    void lost(String reason) {
        tell(new LinkEvent.Lost(reason));
    }

    @Override
    public void received(byte[] bytes) {
        if (begun) {
            tell(new LinkEvent.Received(bytes));
            changed.raise();
        } else {
            early.write(bytes, 0, Math.min(bytes.length, MOST_EARLY - early.size()));
        }
    }

    @Override
    public void ended(String reason) {
        lost(reason);
    }

    /// Writes what there is, and works off what is due, until the link has ended.
    private void run() {
        while (end.isEmpty() || waiting.size() > 0) {
            tell(new LinkEvent.Woken());
            fill();
            if (waiting.size() == 0) {
                changed.await(wakeAt());
            } else {
                write();
            }
        }
        port.endData(this);
        writing = false;
        changed.raise();
    }

    /// Others get their turn whatever is due.
    private Deadline wakeAt() {
        Deadline traffic =
                link.isUp()
                        ? stack.map(IpStack::nextDue).orElse(Deadline.never())
                        : Deadline.never();
        Deadline due = traffic.earlier(link.wakeAt());
        Deadline soonest = time.after(LEAST_PAUSE);
        return due.compareTo(soonest) < 0 ? soonest : due;
    }

    private void fill() {
        if (stack.isEmpty() || !link.isUp()) {
            return;
        }
        stack.get().due(time.nanos());
        while (link.hasRoom() && waiting.size() - answers < PORTION) {
            Optional<byte[]> packet = stack.get().transmit(time.nanos());
            if (packet.isEmpty()) {
                break;
            }
            tell(new LinkEvent.Outgoing(packet.get()));
        }
        changed.raise();
    }

    /// A port that takes nothing any more ends the link, and what waited for it is void.
    private void write() {
        byte[] bytes = waiting.toByteArray();
        waiting.reset();
        answers = 0;
        try {
            port.writeData(this, bytes, time.after(WRITE));
        } catch (LinkException dead) {
            lost(String.valueOf(dead.getMessage()));
            waiting.reset();
        }
    }

    private void attend() {
        connections.removeIf(PppSocket::isOver);
        tell(new LinkEvent.Attended(!connections.isEmpty()));
        changed.raise();
    }

    private void tell(LinkEvent event) {
        for (LinkCommand command : link.on(event, Deadline.at(time.nanos()))) {
            switch (command) {
                case LinkCommand.Transmit(byte[] bytes) ->
                        enqueue(bytes, event instanceof LinkEvent.Received);
                case LinkCommand.Reached(LinkCommand.Stage stage, String words) ->
                        setup.observer().reached(stage, words);
                case LinkCommand.Up(LinkTerms terms) -> up(terms);
                case LinkCommand.Resized(int mtu) -> stack.ifPresent(host -> host.linkTakes(mtu));
                case LinkCommand.Repeating(boolean itself) -> {
                    repeats = itself;
                    stack.ifPresent(this::tellOfLine);
                }
                case LinkCommand.Arrived(byte[] packet) ->
                        stack.ifPresent(host -> host.arrived(packet, time.nanos()));
                case LinkCommand.Damaged() -> stack.ifPresent(this::damagedFrame);
                case LinkCommand.Crossed(boolean sent, byte[] frame) ->
                        setup.capture().ifPresent(file -> file.crossed(time.now(), sent, frame));
                case LinkCommand.Down(LinkEnd why) -> down(why);
            }
        }
    }

    private void enqueue(byte[] bytes, boolean answer) {
        int after = answers + (answer ? bytes.length : 0);
        if (waiting.size() + bytes.length <= MOST_WAITING && after <= MOST_ANSWERS) {
            waiting.writeBytes(bytes);
            answers = after;
        }
    }

    private void up(LinkTerms terms) {
        IpSettings settings =
                new IpSettings(
                        terms.address().map(Ipv4Address::new),
                        terms.interfaceId(),
                        terms.mtu(),
                        terms.servers().stream().<IpAddress>map(Ipv4Address::new).toList());
        stack = Optional.of(new IpStack(settings, names, setup.randomness().secure()));
        setup.journal()
                .event(
                        "ppp.up",
                        "address",
                        settings.local().map(Ipv4Address::text).orElse("none"),
                        "servers",
                        settings.dnsServers().size());
        setup.observer().up(terms);
        changed.raise();
    }

    /// What the link has agreed on, and the line below it does at present.
    private void tellOfLine(IpStack host) {
        if (repeats) {
            host.lineRepeats();
        } else {
            host.lineDamages(damages.perByte());
        }
    }

    private void damagedFrame(IpStack host) {
        tellOfLine(host);
        host.damagedFrame();
    }

    private void down(LinkEnd why) {
        end = Optional.of(why);
        stack.ifPresent(host -> host.linkLost(why.reason()));
        setup.journal().event("ppp.down", "cause", why.cause());
        setup.observer().down(why);
        changed.raise();
    }
}
