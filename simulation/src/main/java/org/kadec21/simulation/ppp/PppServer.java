package org.kadec21.simulation.ppp;

import org.kadec21.hal.Deadline;
import org.kadec21.simulation.ip.Ipv4Address;
import org.kadec21.simulation.ppp.NegotiationTable.Event;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The access server's end of one PPP link: LCP, authentication, IPCP (RFC 1661 3). Bytes and
/// moments go in, [PppEvent]s come out.
///
/// It begins with the host's first frame, or by itself after [#LISTENS]. A host that does not
/// answer is asked [ControlProtocol#MAX_CONFIGURE] times, then waited for. Whoever asks for the end
/// gets it.
public final class PppServer {

    /// How long it listens for a host that begins.
    public static final Duration LISTENS = Duration.ofSeconds(3);

    private static final int MAGIC_BYTES = 4;

    /// Head of the packet, and the protocol that is rejected (RFC 1661 5.7).
    private static final int REJECT_HEAD = 6;

    private final PppTerms terms;
    private final RandomGenerator random;
    private final LcpOptions lcpOptions;
    private final ControlProtocol lcp;
    private final IpcpOptions ipcpOptions;
    private final ControlProtocol ipcp;
    private final Optional<Gate> gate;
    private final FrameReader reader = new FrameReader();
    private final LineQuality quality = new LineQuality();
    private final Multilink multilink = new Multilink();
    private Optional<NumberedMode> numbered = Optional.empty();
    private final List<PppEvent> out = new ArrayList<>();
    private FrameShape shape = FrameShape.UNNEGOTIATED;
    private Deadline begins;
    private long lastPacket;
    private boolean begun;
    private boolean admitted;
    private String farewell = "";
    private boolean ended;
    private long now;

    public PppServer(PppTerms terms, RandomGenerator random, long now) {
        this.terms = terms;
        this.random = random;
        this.now = now;
        begins = Deadline.at(now).plus(LISTENS);
        lcpOptions = new LcpOptions(terms.authentication(), random);
        ipcpOptions = new IpcpOptions(terms);
        lcp = new ControlProtocol(lcpWishes(), new Link());
        ipcp = new ControlProtocol(ipcpWishes(), new Internet());
        Entrance entrance = new Entrance();
        gate =
                switch (terms.authentication()) {
                    case NONE -> Optional.empty();
                    case PAP -> Optional.of(new PapGate(terms.account(), entrance));
                    case CHAP -> Optional.of(new ChapGate(terms.account(), random, entrance));
                };
        lcp.happens(Event.OPEN, now);
        ipcp.happens(Event.OPEN, now);
    }

    /// Bytes of the host.
    public List<PppEvent> received(byte[] bytes, long nowNanos) {
        now = nowNanos;
        for (byte b : bytes) {
            int dropped = reader.dropped();
            Optional<Frame> frame = reader.take(b);
            if (frame.isPresent() || reader.dropped() > dropped) {
                quality.came(reader.length(), frame.isPresent());
            }
            frame.filter(_ -> arrives()).ifPresent(this::take);
        }
        return result();
    }

    /// An IP packet for the host; lost while there is no link for it.
    public List<PppEvent> send(byte[] packet, long nowNanos) {
        now = nowNanos;
        if (ipcp.isOpened() && !ended) {
            lastPacket = now;
            write(Frame.IP, packet);
        }
        return result();
    }

    /// The network ends the link.
    public List<PppEvent> close(String reason, long nowNanos) {
        now = nowNanos;
        terminate(reason);
        return result();
    }

    /// The network negotiates the link anew, and all that follows.
    public List<PppEvent> negotiateLink(long nowNanos) {
        now = nowNanos;
        anew(lcp);
        return result();
    }

    /// The network negotiates the host's address anew.
    ///
    /// @param host the address that the host gets now
    public List<PppEvent> negotiateAddress(Ipv4Address host, long nowNanos) {
        now = nowNanos;
        ipcpOptions.move(host);
        anew(ipcp);
        return result();
    }

    private void anew(ControlProtocol protocol) {
        if (protocol.isOpened() && !ended && farewell.isEmpty()) {
            protocol.happens(Event.DOWN, now);
            protocol.happens(Event.UP, now);
        }
    }

    /// A timer may have run out.
    public List<PppEvent> due(long nowNanos) {
        now = nowNanos;
        if (begins.atNanos() <= now) {
            begin();
        }
        lcp.due(now);
        ipcp.due(now);
        gate.ifPresent(one -> one.due(now));
        numbered.ifPresent(mode -> mode.due(now));
        if (idleSince().atNanos() <= now) {
            terminate("nothing was sent for " + terms.idle().toSeconds() + " s");
        }
        return result();
    }

    public Deadline nextDue() {
        Deadline due = begins.earlier(lcp.nextDue()).earlier(ipcp.nextDue()).earlier(idleSince());
        due = due.earlier(numbered.map(NumberedMode::nextDue).orElse(Deadline.never()));
        return ended ? Deadline.never() : earlier(due);
    }

    private Deadline earlier(Deadline due) {
        return gate.map(Gate::nextDue).map(due::earlier).orElse(due);
    }

    private Options lcpWishes() {
        return terms.agreement() == Agreement.LCP_NAKED
                ? EndlessNaks.ofLcp(lcpOptions, random)
                : lcpOptions;
    }

    private Options ipcpWishes() {
        return terms.agreement() == Agreement.IPCP_NAKED
                ? EndlessNaks.ofIpcp(ipcpOptions, random)
                : ipcpOptions;
    }

    private Deadline idleSince() {
        return terms.idle().isZero() || !ipcp.isOpened()
                ? Deadline.never()
                : Deadline.at(lastPacket).plus(terms.idle());
    }

    private List<PppEvent> result() {
        List<PppEvent> result = List.copyOf(out);
        out.clear();
        return result;
    }

    private void begin() {
        begins = Deadline.never();
        if (!begun) {
            begun = true;
            lcp.happens(Event.UP, now);
        }
    }

    private void take(Frame frame) {
        if (ended) {
            return;
        }
        switch (frame.protocol()) {
            case Frame.NUMBERED -> takeNumbered(frame.information());
            case Frame.MULTILINK -> takeFragment(frame.information());
            case Frame.LCP -> ControlPacket.parse(frame.information()).ifPresent(this::takeLcp);
            case Frame.PAP, Frame.CHAP -> {
                if (lcp.isOpened() && isGate(frame.protocol())) {
                    ControlPacket.parse(frame.information())
                            .ifPresent(packet -> gate.orElseThrow().take(packet, now));
                }
            }
            case Frame.IPCP -> {
                if (admitted) {
                    ControlPacket.parse(frame.information())
                            .ifPresent(packet -> ipcp.take(packet, now));
                }
            }
            case Frame.IP -> {
                if (ipcp.isOpened()) {
                    lastPacket = now;
                    out.add(new PppEvent.Packet(frame.information()));
                }
            }
            default -> reject(frame);
        }
    }

    private void takeNumbered(byte[] frame) {
        int address = frame[0] & 0xFF;
        int control = frame[1] & 0xFF;
        byte[] rest = Arrays.copyOfRange(frame, 2, frame.length);
        numbered.ifPresent(mode -> mode.take(address, control, rest, now));
    }

    private void takeFragment(byte[] fragment) {
        if (numbered.isPresent()) {
            multilink.join(fragment).flatMap(FrameReader::packet).ifPresent(this::take);
        }
    }

    private boolean isGate(int protocol) {
        return switch (terms.authentication()) {
            case NONE -> false;
            case PAP -> protocol == Frame.PAP;
            case CHAP -> protocol == Frame.CHAP;
        };
    }

    /// Before the link is open, nothing is said to what is no LCP (RFC 1661 3.4).
    private void reject(Frame frame) {
        if (!lcp.isOpened()) {
            return;
        }
        int most = lcpOptions.mru() - REJECT_HEAD;
        byte[] rejected =
                Arrays.copyOf(frame.information(), Math.min(frame.information().length, most));
        byte[] all =
                ByteBuffer.allocate(Short.BYTES + rejected.length)
                        .putShort((short) frame.protocol())
                        .put(rejected)
                        .array();
        sendLcp(new ControlPacket(ControlPacket.PROTOCOL_REJECT, lcp.nextId(), all));
    }

    private void takeLcp(ControlPacket packet) {
        switch (packet.code()) {
            case ControlPacket.TERMINATE_REQUEST -> {
                sendLcp(new ControlPacket(ControlPacket.TERMINATE_ACK, packet.id(), packet.data()));
                end(farewell.isEmpty() ? "the host has ended it" : farewell);
            }
            case ControlPacket.PROTOCOL_REJECT -> rejected(packet);
            case ControlPacket.ECHO_REQUEST -> echo(packet);
            case ControlPacket.ECHO_REPLY, ControlPacket.DISCARD_REQUEST -> {}
            default -> {
                begin();
                lcp.take(packet, now);
                if (lcpOptions.isLoopedBack()) {
                    end("the line is looped back");
                } else if (lcpOptions.isAuthenticationRefused()) {
                    terminate("the host does not say who it is");
                }
            }
        }
    }

    private void echo(ControlPacket request) {
        if (!lcp.isOpened() || request.data().length < MAGIC_BYTES) {
            return;
        }
        ByteBuffer data = ByteBuffer.wrap(Arrays.copyOf(request.data(), request.data().length));
        if (data.getInt(0) == lcpOptions.magic() && lcpOptions.magic() != 0) {
            end("the line is looped back");
            return;
        }
        data.putInt(0, lcpOptions.magic());
        sendLcp(new ControlPacket(ControlPacket.ECHO_REPLY, request.id(), data.array()));
    }

    private void rejected(ControlPacket packet) {
        int protocol =
                packet.data().length < Short.BYTES
                        ? 0
                        : ByteBuffer.wrap(packet.data()).getShort() & 0xFFFF;
        switch (protocol) {
            case Frame.LCP, Frame.IP, Frame.PAP, Frame.CHAP ->
                    terminate("the host does not know protocol %04x".formatted(protocol));
            case Frame.IPCP -> ipcp.happens(Event.RXJ_MINUS, now);
            default -> {}
        }
    }

    private void terminate(String reason) {
        if (farewell.isEmpty()) {
            farewell = reason;
            lcp.happens(Event.CLOSE, now);
            if (lcp.isIdle()) {
                end(reason);
            }
        }
    }

    private void end(String reason) {
        if (!ended) {
            ended = true;
            out.add(new PppEvent.Ended(reason));
        }
    }

    private void identify() {
        if (gate.isPresent()) {
            gate.get().open(now);
        } else {
            enter();
        }
    }

    private void enter() {
        admitted = true;
        ipcp.happens(Event.UP, now);
    }

    private void sendLcp(ControlPacket packet) {
        write(Frame.LCP, packet.bytes());
    }

    private void write(int protocol, byte[] information) {
        boolean neverNumbered =
                protocol == Frame.LCP && information[0] <= ControlPacket.CODE_REJECT;
        if (numbered.isPresent() && !neverNumbered) {
            number(numbered.get(), protocol, information);
            return;
        }
        byte[] frame = shape.write(protocol, information);
        boolean awaited = protocol == Frame.LCP && information[0] != ControlPacket.CODE_REJECT;
        boolean insistent = awaited && lcpOptions.isNumbered();
        transmit(FrameShape.copied(frame, insistent ? quality.firstCopies(frame.length) : 1));
    }

    private void number(NumberedMode mode, int protocol, byte[] information) {
        byte[] packet = shape.packet(protocol, information);
        if (packet.length <= quality.piece() || !lcpOptions.numbers().fragments()) {
            mode.give(packet, now);
            return;
        }
        for (byte[] fragment : multilink.cut(packet, quality.piece())) {
            mode.give(shape.packet(Frame.MULTILINK, fragment), now);
        }
    }

    private void transmit(byte[] bytes) {
        if (arrives()) {
            out.add(new PppEvent.Transmit(bytes));
        }
    }

    private boolean arrives() {
        return terms.loss() == 0 || random.nextDouble() >= terms.loss();
    }

    private final class Link implements ControlProtocol.Layer {

        @Override
        public void send(ControlPacket packet) {
            sendLcp(packet);
        }

        @Override
        public void up() {
            shape = lcpOptions.shape();
            LcpOptions.Numbers numbers = lcpOptions.numbers();
            ipcpOptions.number(numbers.window() > 0);
            if (numbers.window() > 0) {
                NumberedMode mode =
                        new NumberedMode(numbers.address(), numbers.window(), new Numbering());
                reader.number(true);
                numbered = Optional.of(mode);
                mode.begin(now);
            } else {
                identify();
            }
        }

        @Override
        public void down() {
            shape = FrameShape.UNNEGOTIATED;
            reader.number(false);
            numbered = Optional.empty();
            admitted = false;
            gate.ifPresent(Gate::close);
            ipcp.happens(Event.DOWN, now);
        }

        /// A host that never answers is waited for; one that was told to go is gone.
        @Override
        public void finished() {
            if (!farewell.isEmpty()) {
                end(farewell);
            } else if (lcp.isHopeless()) {
                end("the host agrees to nothing");
            }
        }
    }

    private final class Numbering implements NumberedMode.Line {

        @Override
        public void write(int address, int control, byte[] rest, int copies) {
            transmit(shape.writeNumbered(address, control, rest, copies));
        }

        @Override
        public int copies(int bytes) {
            return quality.copies(bytes);
        }

        @Override
        public void piece(byte[] bytes) {
            FrameReader.packet(bytes).ifPresent(PppServer.this::take);
        }

        @Override
        public void up() {
            if (!admitted) {
                identify();
            }
        }

        @Override
        public void over(String reason) {
            end(farewell.isEmpty() ? reason : farewell);
        }
    }

    private final class Internet implements ControlProtocol.Layer {

        @Override
        public void send(ControlPacket packet) {
            write(Frame.IPCP, packet.bytes());
        }

        @Override
        public void up() {
            lastPacket = now;
            out.add(new PppEvent.Opened(lcpOptions.mru()));
        }

        @Override
        public void down() {}

        @Override
        public void finished() {
            if (admitted) {
                terminate("host and network agree on no IP");
            }
        }
    }

    private final class Entrance implements Gate.Door {

        @Override
        public void send(ControlPacket packet) {
            write(
                    terms.authentication() == Authentication.PAP ? Frame.PAP : Frame.CHAP,
                    packet.bytes());
        }

        @Override
        public void admitted() {
            enter();
        }

        @Override
        public void refused(String reason) {
            terminate(reason);
        }
    }
}
