package org.kadec21.modem.ppp.link;

import org.kadec21.hal.Deadline;
import org.kadec21.modem.ppp.link.ControlProtocol.Step;
import org.kadec21.modem.ppp.link.LinkCommand.Stage;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// One PPP link from CONNECT to its end, without its I/O (RFC 1661 3): events in, commands out, and
/// [#wakeAt()] says when to come back without one. The same events at the same times, with the same
/// chance, give the same commands.
///
/// ```
///   ESTABLISHING --LCP--> LOGGING_IN --PAP, CHAP, none--> NETWORK --IPCP--> Up ... TERMINATING
///        ^                                                   |                        |
///        `-------------- the peer negotiates anew -----------'                      Down
/// ```
public final class PppLink {

    /// From CONNECT to an address: longer than a network ever took, shorter than patience.
    static final Duration ESTABLISHMENT = Duration.ofSeconds(60);

    /// So many of our own requests that come back mean a loop and not chance (RFC 1661 6.4).
    static final int MOST_LOOPS = 4;

    /// So many packets of unknown protocols are answered; more would only cost air.
    static final int MOST_PROTOCOL_REJECTS = 8;

    /// So many times a peer may take back an agreement with no packet of IP in between.
    static final int MOST_RENEWALS = 20;

    /// A copy of what is refused goes back with the refusal, cut to what any peer takes.
    private static final int MOST_REFUSED_BYTES = 256;

    private final LinkSettings settings;
    private final Receiver receiver;
    private final ControlProtocol<LcpOptions> lcp;
    private final NetworkPhase network;
    private final EchoWatch echo = new EchoWatch();
    private final List<LinkCommand> commands = new ArrayList<>();
    private Phase phase = Phase.DEAD;
    private FrameWriter writer = FrameWriter.PLAIN;
    private Optional<Authenticator> login = Optional.empty();
    private Optional<LinkTerms> terms = Optional.empty();
    private Optional<LinkEnd> ending = Optional.empty();
    private Deadline limit = Deadline.never();
    private boolean heardAny;
    private int loops;
    private int protocolRejects;
    private int renewals;
    private int identifier;

    private enum Phase {
        DEAD,
        ESTABLISHING,
        LOGGING_IN,
        NETWORK,
        TERMINATING,
        ENDED
    }

    /// @param chance for magic number and interface identifier
    /// @param damages what is known of the line from earlier calls, and counts this one's
    public PppLink(LinkSettings settings, DamageMeter damages, RandomGenerator chance) {
        this.settings = settings;
        receiver = new Receiver(damages);
        damages.fade();
        lcp =
                new ControlProtocol<>(
                        LcpOptions.asking(chance.nextInt(1, Integer.MAX_VALUE)),
                        ControlPacket.DISCARD_REQUEST);
        network = new NetworkPhase(settings.type(), chance.nextLong(1, Long.MAX_VALUE));
    }

    public List<LinkCommand> on(LinkEvent event, Deadline now) {
        switch (event) {
            case LinkEvent.Begun() -> begin(now);
            case LinkEvent.Received(byte[] bytes) -> receive(ByteBuffer.wrap(bytes), now);
            case LinkEvent.Woken() -> {}
            case LinkEvent.Outgoing(byte[] packet) -> outgoing(packet);
            case LinkEvent.Attended(boolean attended) -> echo.attend(attended, now);
            case LinkEvent.Closing() -> close(LinkEnd.closed(), now);
            case LinkEvent.OutOfTime() -> close(outOfTime(), now);
            case LinkEvent.Lost(String reason) ->
                    end(ending.orElseGet(() -> LinkEnd.portLost(reason)));
        }
        advance(now);
        List<LinkCommand> result = List.copyOf(commands);
        commands.clear();
        return result;
    }

    /// When [LinkEvent.Woken] is due at the latest.
    public Deadline wakeAt() {
        if (phase == Phase.DEAD || phase == Phase.ENDED) {
            return Deadline.never();
        }
        Deadline due = lcp.wakeAt().earlier(limit).earlier(receiver.wakeAt());
        Deadline inPhase =
                switch (phase) {
                    case LOGGING_IN -> loginWakeAt();
                    case NETWORK ->
                            loginWakeAt()
                                    .earlier(network.wakeAt())
                                    .earlier(isUp() ? echo.wakeAt() : Deadline.never());
                    case DEAD, ESTABLISHING, TERMINATING, ENDED -> Deadline.never();
                };
        return due.earlier(inPhase);
    }

    /// Whether packets of IP cross.
    public boolean isUp() {
        return terms.isPresent() && phase == Phase.NETWORK;
    }

    private Deadline loginWakeAt() {
        return login.map(Authenticator::wakeAt).orElse(Deadline.never());
    }

    private void begin(Deadline now) {
        if (phase != Phase.DEAD) {
            return;
        }
        phase = Phase.ESTABLISHING;
        limit = now.plus(ESTABLISHMENT);
        doLcp(lcp.begin(now), now);
    }

    // time

    private void advance(Deadline now) {
        if (phase == Phase.DEAD || phase == Phase.ENDED) {
            return;
        }
        if (receiver.hasLostCarrier(now)) {
            hear("NO CARRIER");
            return;
        }
        doLcp(lcp.woken(now), now);
        if (phase == Phase.LOGGING_IN || phase == Phase.NETWORK) {
            login.ifPresent(one -> doLogin(one, one.woken(now), now));
        }
        if (phase == Phase.NETWORK) {
            for (int protocol : NetworkPhase.PROTOCOLS) {
                doNetwork(protocol, network.woken(protocol, now));
            }
            settle(now);
            askWhetherThere(now);
        }
        if (renewals >= MOST_RENEWALS) {
            close(LinkEnd.restless(), now);
        }
        if (phase != Phase.TERMINATING && now.compareTo(limit) >= 0) {
            close(tooLate(), now);
        }
    }

    private LinkEnd tooLate() {
        return switch (phase) {
            case LOGGING_IN -> LinkEnd.unansweredLogin(loginName());
            case NETWORK ->
                    LinkEnd.noAddress("it took longer than " + ESTABLISHMENT.toSeconds() + " s");
            case DEAD, ESTABLISHING, TERMINATING, ENDED -> noLcp();
        };
    }

    private LinkEnd outOfTime() {
        return switch (phase) {
            case LOGGING_IN -> LinkEnd.outOfTime("the login by " + loginName());
            case NETWORK -> LinkEnd.outOfTime("the addresses (IPCP)");
            case DEAD, ESTABLISHING, TERMINATING, ENDED ->
                    LinkEnd.outOfTime(
                            heardAny ? "the link itself (LCP)" : "CONNECT, and no frame came");
        };
    }

    private LinkEnd noLcp() {
        return heardAny ? LinkEnd.noLink(lcp.shortfall()) : LinkEnd.noAnswer(receiver.strange());
    }

    private void askWhetherThere(Deadline now) {
        if (!isUp() || !echo.isDue(now)) {
            return;
        }
        if (echo.isDead()) {
            end(LinkEnd.silent(echo.unanswered()));
        } else {
            sendEcho(now);
        }
    }

    private void sendEcho(Deadline now) {
        echo.asked(now);
        send(lcpPacket(ControlPacket.ECHO_REQUEST, lcp.negotiation().magicBytes()));
    }

    // what comes

    private void receive(ByteBuffer input, Deadline now) {
        Optional<Incoming> next = receiver.next(input, now);
        while (next.isPresent() && phase != Phase.ENDED) {
            switch (next.get()) {
                case Incoming.Frame(int protocol, byte[] body) -> take(protocol, body, now);
                case Incoming.Text(String line) -> hear(line);
                case Incoming.Damaged _ -> {
                    echo.disturbed();
                    commands.add(new LinkCommand.Damaged());
                }
            }
            next = receiver.next(input, now);
        }
    }

    private void hear(String line) {
        if (Receiver.isEnding(line)) {
            end(ending.orElseGet(() -> LinkEnd.carrierLost(line)));
        }
    }

    private void take(int protocol, byte[] body, Deadline now) {
        if (phase == Phase.DEAD) {
            return;
        }
        heardAny = true;
        echo.heard(now);
        show(false, protocol, body);
        switch (protocol) {
            case Protocol.LCP ->
                    ControlPacket.in(body).ifPresent(packet -> receiveLcp(packet, now));
            case Protocol.IP, Protocol.IPV6 -> {
                if (isUp() && network.carries(protocol)) {
                    renewals = 0;
                    commands.add(new LinkCommand.Arrived(body));
                }
            }
            default -> takeOther(protocol, body, now);
        }
    }

    private void takeOther(int protocol, byte[] body, Deadline now) {
        if (!lcp.isOpened()) {
            return; // RFC 1661 3.4
        }
        Optional<ControlPacket> packet = ControlPacket.in(body);
        if (login.filter(one -> one.protocol() == protocol).isPresent()) {
            packet.ifPresent(
                    some -> login.ifPresent(one -> doLogin(one, one.received(some, now), now)));
        } else if (!network.knows(protocol)) {
            reject(protocol, body);
        } else if (phase == Phase.NETWORK) {
            packet.ifPresent(some -> doNetwork(protocol, network.received(protocol, some, now)));
            settle(now);
        }
    }

    private void reject(int protocol, byte[] body) {
        if (protocolRejects < MOST_PROTOCOL_REJECTS) {
            protocolRejects++;
            byte[] copy = Arrays.copyOf(body, Math.min(body.length, MOST_REFUSED_BYTES));
            ByteBuffer rest = ByteBuffer.allocate(2 + copy.length);
            rest.putShort((short) protocol).put(copy);
            send(lcpPacket(ControlPacket.PROTOCOL_REJECT, rest.array()));
        }
    }

    // LCP

    private void receiveLcp(ControlPacket packet, Deadline now) {
        if (lcp.negotiation().isOurOwn(packet)) {
            loops++;
            if (loops >= MOST_LOOPS) {
                end(LinkEnd.looped());
                return;
            }
        }
        switch (packet.code()) {
            case ControlPacket.ECHO_REPLY -> {
                if (lcp.isOpened()) {
                    echo.answered(now);
                }
            }
            case ControlPacket.PROTOCOL_REJECT -> {
                if (lcp.isOpened() && packet.rest().length >= 2) {
                    network.rejected(ControlPacket.number(packet.rest(), 0), now);
                }
            }
            case ControlPacket.TERMINATE_REQUEST -> {
                boolean open = lcp.isOpened();
                doLcp(lcp.received(packet, now), now);
                if (open) {
                    String words = PeerWords.of(packet.rest(), 0, packet.rest().length);
                    end(ending.orElseGet(() -> LinkEnd.peerClosed(words)));
                }
            }
            default -> doLcp(lcp.received(packet, now), now);
        }
        if (phase == Phase.ESTABLISHING && lcp.isEndless()) {
            close(LinkEnd.noLink(lcp.shortfall()), now);
        }
    }

    private void doLcp(List<Step> steps, Deadline now) {
        for (Step step : steps) {
            switch (step) {
                case Step.Send(ControlPacket packet) -> send(packet);
                case Step.Echo(ControlPacket request) -> answerEcho(request);
                case Step.Opened() -> lcpOpened(now);
                case Step.Lowered() -> lcpLowered(now);
                case Step.Finished() -> end(ending.orElseGet(this::noLcp));
            }
        }
    }

    /// The peer's data goes back behind our own magic number (RFC 1661 5.8).
    private void answerEcho(ControlPacket request) {
        byte[] rest = request.rest().clone();
        if (rest.length >= 4) {
            System.arraycopy(lcp.negotiation().magicBytes(), 0, rest, 0, 4);
            send(new ControlPacket(ControlPacket.ECHO_REPLY, request.identifier(), rest));
        }
    }

    private void lcpOpened(Deadline now) {
        LcpOptions agreed = lcp.negotiation();
        writer = agreed.writer();
        receiver.ignore(agreed.isUnescaped() ? 0 : FrameReader.ALL_CONTROLS);
        loops = 0;
        reach(
                Stage.LCP,
                "packets up to "
                        + agreed.peerUnit()
                        + " bytes"
                        + (agreed.peerShortProtocol() ? ", short protocol" : "")
                        + (agreed.peerNoAddress() ? ", no address" : ""));
        login = agreed.login().map(this::authenticator);
        phase = Phase.LOGGING_IN;
        login.ifPresentOrElse(
                one -> doLogin(one, one.begin(now), now), () -> loggedIn("not asked for", now));
    }

    /// The peer negotiates anew; what was agreed on does not hold until it stands again.
    private void lcpLowered(Deadline now) {
        writer = FrameWriter.PLAIN;
        receiver.ignore(FrameReader.ALL_CONTROLS);
        login = Optional.empty();
        network.down(now);
        renewals++;
        if (phase != Phase.TERMINATING) {
            phase = Phase.ESTABLISHING;
            limit = terms.isEmpty() ? limit : now.plus(ESTABLISHMENT);
        }
    }

    // login

    private Authenticator authenticator(LcpOptions.Login how) {
        return switch (how) {
            case PAP -> new PapLogin(settings.credentials());
            case CHAP -> new ChapLogin(settings.credentials());
        };
    }

    private void doLogin(Authenticator one, List<Authenticator.Step> steps, Deadline now) {
        for (Authenticator.Step step : steps) {
            switch (step) {
                case Authenticator.Step.Send(ControlPacket packet) ->
                        transmit(one.protocol(), packet.bytes());
                case Authenticator.Step.Accepted() -> {
                    if (phase == Phase.LOGGING_IN) {
                        loggedIn("accepted by " + one.name(), now);
                    }
                }
                case Authenticator.Step.Refused(String words) ->
                        close(LinkEnd.refused(one.name(), words), now);
                case Authenticator.Step.Unanswered() ->
                        close(LinkEnd.unansweredLogin(one.name()), now);
            }
        }
    }

    private String loginName() {
        return login.map(Authenticator::name).orElse("PAP or CHAP");
    }

    private void loggedIn(String words, Deadline now) {
        reach(Stage.AUTHENTICATION, words);
        phase = Phase.NETWORK;
        for (int protocol : NetworkPhase.PROTOCOLS) {
            doNetwork(protocol, network.begin(protocol, now));
        }
    }

    // addresses

    private void doNetwork(int protocol, List<Step> steps) {
        for (Step step : steps) {
            switch (step) {
                case Step.Send(ControlPacket packet) -> transmit(protocol, packet.bytes());
                case Step.Lowered() -> renewals++;
                case Step.Echo _, Step.Finished _ -> {}
                case Step.Opened() ->
                        reach(
                                protocol == Protocol.IPCP ? Stage.IPCP : Stage.IPV6CP,
                                "addresses agreed");
            }
        }
    }

    /// Looks whether there is an address now, or never will be, and whether it is still the one
    /// that the link came up with after the network has negotiated anew.
    private void settle(Deadline now) {
        if (phase != Phase.NETWORK) {
            return;
        }
        Optional<LinkEnd> failure = network.failure();
        if (failure.isPresent()) {
            close(failure.get(), now);
            return;
        }
        Optional<LinkTerms> agreed = network.terms(lcp.negotiation().peerUnit(), now);
        if (agreed.isEmpty()) {
            limit = limit.isNever() ? now.plus(ESTABLISHMENT) : limit;
            return;
        }
        limit = Deadline.never();
        if (terms.isEmpty()) {
            terms = agreed;
            commands.add(new LinkCommand.Up(agreed.get()));
            sendEcho(now);
        } else if (!terms.get().keepsAddressesIn(agreed.get())) {
            close(LinkEnd.addressChanged(), now);
        }
    }

    // the end

    /// Ends the link in good order; `why` is told when that is done.
    private void close(LinkEnd why, Deadline now) {
        switch (phase) {
            case DEAD -> end(why);
            case ESTABLISHING, LOGGING_IN, NETWORK -> {
                phase = Phase.TERMINATING;
                limit = Deadline.never();
                ending = Optional.of(why);
                doLcp(lcp.close(now), now);
            }
            case TERMINATING, ENDED -> {}
        }
    }

    private void end(LinkEnd why) {
        if (phase != Phase.ENDED) {
            phase = Phase.ENDED;
            commands.add(new LinkCommand.Down(why));
        }
    }

    // what goes

    private void outgoing(byte[] packet) {
        int version = packet.length == 0 ? 0 : packet[0] >>> 4 & 0xf;
        int protocol = version == 6 ? Protocol.IPV6 : Protocol.IP;
        if (isUp() && network.carries(protocol)) {
            transmit(protocol, packet);
        }
    }

    private ControlPacket lcpPacket(int code, byte[] rest) {
        identifier = identifier + 1 & 0xff;
        return new ControlPacket(code, identifier, rest);
    }

    private void send(ControlPacket packet) {
        transmit(Protocol.LCP, packet.bytes());
    }

    private void transmit(int protocol, byte[] body) {
        show(true, protocol, body);
        commands.add(new LinkCommand.Transmit(writer.frame(protocol, body)));
    }

    private void show(boolean sent, int protocol, byte[] body) {
        if (settings.watched()) {
            byte[] shown = PasswordMask.shown(protocol, body);
            commands.add(new LinkCommand.Crossed(sent, FrameWriter.content(protocol, shown)));
        }
    }

    private void reach(Stage stage, String words) {
        commands.add(new LinkCommand.Reached(stage, words));
    }
}
