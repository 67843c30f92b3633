package org.kadec21.modem.ppp.link;

import org.kadec21.hal.Deadline;
import org.kadec21.modem.ppp.link.LinkCommand.Stage;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// One PPP link from CONNECT to its end, without its I/O (RFC 1661 3): events in, commands out, and
/// [#wakeAt()] says when to come back without one. The same events at the same times, with the same
/// chance, give the same commands.
///
/// ```
///   ESTABLISHING --LCP--> NUMBERING --> LOGGING_IN --PAP, CHAP, none--> NETWORK --IPCP--> Up ... TERMINATING
///        ^                                                   |                        |
///        `-------------- the peer negotiates anew -----------'                      Down
/// ```
///
/// Here are the phases and the dispatch by protocol. [Framing] is the line below, both ways;
/// [LcpPhase], [LoginPhase] and [NetworkPhase] speak the protocols; [LinkAgreement] keeps what came
/// of them.
public final class PppLink {

    /// From CONNECT to an address: longer than a network ever took, shorter than patience.
    static final Duration ESTABLISHMENT = Duration.ofSeconds(60);

    private static final ByteBuffer NOTHING_NEW = ByteBuffer.allocate(0);

    private final Framing framing;
    private final LcpPhase lcp;
    private final LoginPhase login;
    private final NetworkPhase network;
    private final LinkAgreement agreement = new LinkAgreement();
    private final List<LinkCommand> commands = new ArrayList<>();
    private Phase phase = Phase.DEAD;
    private Optional<LinkEnd> ending = Optional.empty();
    private Deadline limit = Deadline.never();

    private enum Phase {
        DEAD,
        ESTABLISHING,
        /// Of LCP what is agreed on is numbered mode, and that begins.
        NUMBERING,
        LOGGING_IN,
        NETWORK,
        TERMINATING,
        ENDED
    }

    /// @param chance for magic number and interface identifier
    /// @param damages what is known of the line from earlier calls, and counts this one's
    public PppLink(LinkSettings settings, DamageMeter damages, RandomGenerator chance) {
        framing = new Framing(damages, settings.watched());
        damages.fade();
        lcp = new LcpPhase(chance.nextInt(1, Integer.MAX_VALUE), settings.numbering(), damages);
        login = new LoginPhase(settings.credentials());
        network = new NetworkPhase(settings.type(), chance.nextLong(1, Long.MAX_VALUE));
    }

    public List<LinkCommand> on(LinkEvent event, Deadline now) {
        framing.at(now);
        switch (event) {
            case LinkEvent.Begun() -> begin(now);
            case LinkEvent.Received(byte[] bytes) -> receive(ByteBuffer.wrap(bytes), now);
            case LinkEvent.Woken() -> {}
            case LinkEvent.Outgoing(byte[] packet) -> outgoing(packet);
            case LinkEvent.Attended(boolean attended) -> lcp.attend(attended, now);
            case LinkEvent.Closing() -> close(LinkEnd.closed(), now);
            case LinkEvent.OutOfTime() -> close(outOfTime(), now);
            case LinkEvent.Lost(String reason) ->
                    end(ending.orElseGet(() -> LinkEnd.portLost(reason)));
        }
        advance(now);
        commands.addAll(framing.written());
        List<LinkCommand> result = List.copyOf(commands);
        commands.clear();
        return result;
    }

    /// When [LinkEvent.Woken] is due at the latest.
    public Deadline wakeAt() {
        if (phase == Phase.DEAD || phase == Phase.ENDED) {
            return Deadline.never();
        }
        Deadline due = lcp.wakeAt().earlier(limit).earlier(framing.wakeAt());
        Deadline inPhase =
                switch (phase) {
                    case LOGGING_IN -> login.wakeAt();
                    case NETWORK ->
                            login.wakeAt()
                                    .earlier(network.wakeAt())
                                    .earlier(isUp() ? lcp.watchAt() : Deadline.never());
                    case DEAD, ESTABLISHING, NUMBERING, TERMINATING, ENDED -> Deadline.never();
                };
        return due.earlier(inPhase);
    }

    /// Whether packets of IP cross.
    public boolean isUp() {
        return agreement.isMade() && phase == Phase.NETWORK;
    }

    /// Whether a packet that is given now goes soon; otherwise it would wait, and be older than
    /// need be.
    public boolean hasRoom() {
        return framing.hasRoom();
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
        if (framing.hasLostCarrier()) {
            hear("NO CARRIER");
            return;
        }
        framing.woken();
        receive(NOTHING_NEW, now);
        doLcp(lcp.woken(now), now);
        if (phase == Phase.LOGGING_IN || phase == Phase.NETWORK) {
            doLogin(login.woken(now), now);
        }
        if (phase == Phase.NETWORK) {
            for (int protocol : NetworkPhase.PROTOCOLS) {
                doNetwork(protocol, network.woken(protocol, now));
            }
            settle(now);
            if (isUp()) {
                doLcp(lcp.watched(now), now);
            }
        }
        if (agreement.isRestless()) {
            close(LinkEnd.restless(), now);
        }
        if (phase != Phase.TERMINATING && now.compareTo(limit) >= 0) {
            close(tooLate(), now);
        }
    }

    private LinkEnd tooLate() {
        return switch (phase) {
            case LOGGING_IN -> LinkEnd.unansweredLogin(login.name());
            case NETWORK ->
                    LinkEnd.noAddress("it took longer than " + ESTABLISHMENT.toSeconds() + " s");
            case NUMBERING -> LinkEnd.unnumbered("did not answer");
            case DEAD, ESTABLISHING, TERMINATING, ENDED -> noLcp();
        };
    }

    private LinkEnd outOfTime() {
        return switch (phase) {
            case LOGGING_IN -> LinkEnd.outOfTime("the login by " + login.name());
            case NETWORK -> LinkEnd.outOfTime("the addresses (IPCP)");
            case NUMBERING -> LinkEnd.outOfTime("the begin of numbered mode");
            case DEAD, ESTABLISHING, TERMINATING, ENDED ->
                    LinkEnd.outOfTime(
                            framing.hasHeardAny()
                                    ? "the link itself (LCP)"
                                    : "CONNECT, and no frame came");
        };
    }

    private LinkEnd noLcp() {
        return farewell()
                .orElseGet(() ->
                        framing.hasHeardAny()
                                ? LinkEnd.noLink(lcp.shortfall())
                                : LinkEnd.noAnswer(lcp.mostRequests(), framing.strange()));
    }

    /// A peer that ends the link before there is one has its reason, whatever ends the call then.
    private Optional<LinkEnd> farewell() {
        return lcp.farewell().map(LinkEnd::peerClosed);
    }

    // what comes

    private void receive(ByteBuffer input, Deadline now) {
        Optional<Incoming> next = framing.next(input);
        while (next.isPresent() && phase != Phase.ENDED) {
            switch (next.get()) {
                case Incoming.Frame(int protocol, byte[] body) -> take(protocol, body, now);
                case Incoming.Numbered _ -> {} // these end in the framing
                case Incoming.Ready() -> numbered(now);
                case Incoming.Over(String what) ->
                        end(ending.orElseGet(() -> LinkEnd.unnumbered(what)));
                case Incoming.Text(String line) -> hear(line);
                case Incoming.Damaged _ -> {
                    lcp.disturbed();
                    commands.add(new LinkCommand.Damaged());
                }
            }
            next = framing.next(input);
        }
    }

    private void hear(String line) {
        if (Receiver.isEnding(line)) {
            end(ending.or(this::farewell).orElseGet(() -> LinkEnd.carrierLost(line)));
        }
    }

    private void take(int protocol, byte[] body, Deadline now) {
        if (phase == Phase.DEAD) {
            return;
        }
        lcp.heard(now);
        framing.came(protocol, body);
        switch (protocol) {
            case Protocol.LCP -> ControlPacket.in(body).ifPresent(packet -> takeLcp(packet, now));
            case Protocol.IP, Protocol.IPV6 -> {
                if (isUp() && network.carries(protocol)) {
                    agreement.carried();
                    commands.add(new LinkCommand.Arrived(body));
                }
            }
            default -> takeOther(protocol, body, now);
        }
    }

    private void takeOther(int protocol, byte[] body, Deadline now) {
        if (!lcp.isOpened() || phase == Phase.NUMBERING) {
            return; // RFC 1661 3.4, 3.5: not its time yet
        }
        Optional<ControlPacket> packet = ControlPacket.in(body);
        if (login.speaks(protocol)) {
            packet.ifPresent(some -> doLogin(login.received(some, now), now));
        } else if (!network.knows(protocol)) {
            lcp.refusal(protocol, body).ifPresent(this::send);
        } else if (phase == Phase.NETWORK) {
            packet.ifPresent(some -> doNetwork(protocol, network.received(protocol, some, now)));
            settle(now);
        }
    }

    // LCP

    private void takeLcp(ControlPacket packet, Deadline now) {
        doLcp(lcp.received(packet, now), now);
        if (phase == Phase.ESTABLISHING && lcp.isEndless()) {
            close(LinkEnd.noLink(lcp.shortfall()), now);
        }
    }

    private void doLcp(List<LcpPhase.Step> steps, Deadline now) {
        for (LcpPhase.Step step : steps) {
            switch (step) {
                case LcpPhase.Step.Send(ControlPacket packet) -> send(packet);
                case LcpPhase.Step.Opened(LcpOptions agreed) -> lcpOpened(agreed, now);
                case LcpPhase.Step.Lowered() -> lcpLowered(now);
                case LcpPhase.Step.Unknown(int protocol) -> network.rejected(protocol, now);
                case LcpPhase.Step.Finished() -> end(ending.orElseGet(this::noLcp));
                case LcpPhase.Step.Over(LinkEnd why) -> end(ending.orElse(why));
            }
        }
    }

    private void lcpOpened(LcpOptions agreed, Deadline now) {
        framing.agreed(agreed);
        network.lineRepeats(framing.isNumbered());
        reach(
                Stage.LCP,
                "packets up to "
                        + agreed.peer().unit()
                        + " bytes"
                        + (agreed.peer().shortProtocol() ? ", short protocol" : "")
                        + (agreed.peer().noAddress() ? ", no address" : "")
                        + (framing.isNumbered() ? ", numbered" : ""));
        if (framing.isNumbered()) {
            phase = Phase.NUMBERING;
            limit = now.plus(ESTABLISHMENT);
        } else {
            logIn(agreed, now);
        }
    }

    /// Numbered mode stands; that it has begun anew concerns nobody above it.
    private void numbered(Deadline now) {
        if (phase == Phase.NUMBERING) {
            logIn(lcp.agreed(), now);
        }
    }

    private void logIn(LcpOptions agreed, Deadline now) {
        phase = Phase.LOGGING_IN;
        doLogin(login.begin(agreed.peer().login(), now), now);
        if (agreed.peer().login().isEmpty()) {
            loggedIn("not asked for", now);
        }
    }

    /// The peer negotiates anew; what was agreed on does not hold until it stands again.
    private void lcpLowered(Deadline now) {
        if (phase != Phase.TERMINATING) {
            framing.plain();
        }
        login.forget();
        network.down(now);
        agreement.lowered();
        if (phase != Phase.TERMINATING) {
            phase = Phase.ESTABLISHING;
            limit = agreement.isMade() ? now.plus(ESTABLISHMENT) : limit;
        }
    }

    // login

    private void doLogin(List<Authenticator.Step> steps, Deadline now) {
        for (Authenticator.Step step : steps) {
            switch (step) {
                case Authenticator.Step.Send(ControlPacket packet) ->
                        transmit(login.protocol(), packet.bytes());
                case Authenticator.Step.Accepted() -> {
                    if (phase == Phase.LOGGING_IN) {
                        loggedIn("accepted by " + login.name(), now);
                    }
                }
                case Authenticator.Step.Refused(String words) ->
                        close(LinkEnd.refused(login.name(), words), now);
                case Authenticator.Step.Unanswered() ->
                        close(LinkEnd.unansweredLogin(login.name()), now);
            }
        }
    }

    private void loggedIn(String words, Deadline now) {
        reach(Stage.AUTHENTICATION, words);
        phase = Phase.NETWORK;
        for (int protocol : NetworkPhase.PROTOCOLS) {
            doNetwork(protocol, network.begin(protocol, now));
        }
    }

    // addresses

    private void doNetwork(int protocol, List<ControlProtocol.Step> steps) {
        for (ControlProtocol.Step step : steps) {
            switch (step) {
                case ControlProtocol.Step.Send(ControlPacket packet) ->
                        transmit(protocol, packet.bytes());
                case ControlProtocol.Step.Lowered() -> agreement.lowered();
                case ControlProtocol.Step.Echo _, ControlProtocol.Step.Finished _ -> {}
                case ControlProtocol.Step.Opened() ->
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
        Optional<LinkTerms> agreed = network.terms(lcp.peerUnit(), now);
        if (agreed.isEmpty()) {
            limit = limit.isNever() ? now.plus(ESTABLISHMENT) : limit;
            return;
        }
        limit = Deadline.never();
        switch (agreement.settled(agreed.get())) {
            case LinkAgreement.Outcome.First(LinkTerms first) -> {
                commands.add(new LinkCommand.Up(first));
                send(lcp.echoRequest(now));
            }
            case LinkAgreement.Outcome.Kept() -> {}
            case LinkAgreement.Outcome.Resized(int mtu) ->
                    commands.add(new LinkCommand.Resized(mtu));
            case LinkAgreement.Outcome.Broken(LinkEnd why) -> close(why, now);
        }
        if (isUp() && agreement.turnsTo(framing.isNumbered())) {
            commands.add(new LinkCommand.Repeating(framing.isNumbered()));
        }
    }

    // the end

    /// Ends the link in good order; `why` is told when that is done.
    private void close(LinkEnd why, Deadline now) {
        switch (phase) {
            case DEAD -> end(why);
            case ESTABLISHING, NUMBERING, LOGGING_IN, NETWORK -> {
                phase = Phase.TERMINATING;
                limit = Deadline.never();
                ending = Optional.of(why);
                framing.closing();
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

    /// Nobody waits for the refusal of a code; on a bad line, all else had better arrive.
    private void send(ControlPacket packet) {
        boolean awaited = packet.code() != ControlPacket.CODE_REJECT;
        framing.send(Protocol.LCP, packet.bytes(), lcp.offersNumbers() && awaited);
    }

    private void transmit(int protocol, byte[] body) {
        framing.send(protocol, body);
    }

    private void reach(Stage stage, String words) {
        commands.add(new LinkCommand.Reached(stage, words));
    }
}
