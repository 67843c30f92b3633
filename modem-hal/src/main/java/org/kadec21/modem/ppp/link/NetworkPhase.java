package org.kadec21.modem.ppp.link;

import org.kadec21.hal.Deadline;
import org.kadec21.modem.ppp.link.ControlProtocol.Step;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The network protocols of one link, IPCP and IPV6CP: which of them begin from here says the
/// [PdpType]; IPV6CP begins at the latest when the network does.
final class NetworkPhase {

    /// Those there are.
    static final List<Integer> PROTOCOLS = List.of(Protocol.IPCP, Protocol.IPV6CP);

    /// IPv4 is up; so long IPv6 may take to come up with it.
    private static final Duration TOGETHER = Duration.ofSeconds(2);

    /// So many times a network ends IPCP before there is an address: it means it.
    static final int MOST_REFUSALS = 3;

    private final PdpType type;
    private final ControlProtocol<IpcpOptions> ipcp =
            new ControlProtocol<>(IpcpOptions.asking(), ControlPacket.CODE_REJECT);
    private final ControlProtocol<Ipv6cpOptions> ipv6cp;
    private boolean ipv6Begun;
    private boolean ipv6Over;
    private boolean ipv6Late;
    private boolean ipv4Over;
    private boolean ipv4Had;
    private int ipv4Refusals;
    private String ipv4Words = "";
    private Deadline together = Deadline.never();

    /// @param interfaceId asked for, where IPv6 is
    NetworkPhase(PdpType type, long interfaceId) {
        this.type = type;
        ipv6cp =
                new ControlProtocol<>(Ipv6cpOptions.asking(interfaceId), ControlPacket.CODE_REJECT);
    }

    /// Whether packets of this protocol are taken at all.
    boolean knows(int protocol) {
        return protocol == Protocol.IPV6CP || (protocol == Protocol.IPCP && type.asksForIpv4());
    }

    /// See [ControlProtocol#lineRepeats(boolean)].
    void lineRepeats(boolean itself) {
        ipcp.lineRepeats(itself);
        ipv6cp.lineRepeats(itself);
    }

    List<Step> begin(int protocol, Deadline now) {
        if (protocol == Protocol.IPCP) {
            return type.asksForIpv4() ? ipcp.begin(now) : List.of();
        }
        return type.asksForIpv6() ? beginIpv6(now) : List.of();
    }

    private List<Step> beginIpv6(Deadline now) {
        ipv6Begun = true;
        return ipv6cp.begin(now);
    }

    /// The link below is negotiated anew.
    void down(Deadline now) {
        ipcp.down(now);
        ipv6cp.down(now);
        ipv6Begun = false;
        ipv6Late = false;
        together = Deadline.never();
    }

    /// What to say to a packet of [#PROTOCOLS]; the network's first one begins IPV6CP.
    List<Step> received(int protocol, ControlPacket packet, Deadline now) {
        if (protocol == Protocol.IPCP) {
            if (packet.code() == ControlPacket.TERMINATE_REQUEST && !ipv4Had) {
                ipv4Refusals++;
                ipv4Words = PeerWords.of(packet.rest(), 0, packet.rest().length);
            }
            return noted(protocol, ipcp.received(packet, now), now);
        }
        List<Step> begun = ipv6Begun ? List.of() : beginIpv6(now);
        List<Step> steps = noted(protocol, ipv6cp.received(packet, now), now);
        return Stream.concat(begun.stream(), steps.stream()).toList();
    }

    /// The peer does not know a protocol.
    void rejected(int protocol, Deadline now) {
        switch (protocol) {
            case Protocol.IPCP, Protocol.IP -> noted(Protocol.IPCP, ipcp.rejected(now), now);
            case Protocol.IPV6CP, Protocol.IPV6 -> {
                ipv6cp.rejected(now);
                ipv6Over = true;
            }
            default -> {}
        }
    }

    List<Step> woken(int protocol, Deadline now) {
        return noted(
                protocol, protocol == Protocol.IPCP ? ipcp.woken(now) : ipv6cp.woken(now), now);
    }

    Deadline wakeAt() {
        Deadline due = ipcp.wakeAt().earlier(ipv6cp.wakeAt());
        return isIpv6Pending() ? due.earlier(together) : due;
    }

    /// Whether packets of IP, version 4 or 6, may cross.
    boolean carries(int protocol) {
        return protocol == Protocol.IP ? ipcp.isOpened() : ipv6cp.isOpened();
    }

    /// Why there is no address and will be none; empty while there may be one.
    Optional<LinkEnd> failure() {
        if (ipcp.isOpened() && ipcp.negotiation().isOurOwn()) {
            return Optional.of(LinkEnd.looped());
        }
        if (hasIpv6() || isIpv6Pending()) {
            return Optional.empty();
        }
        return type.asksForIpv4()
                ? ipv4Failure().map(LinkEnd::noAddress)
                : ipv6Failure().map(LinkEnd::noIpv6);
    }

    private Optional<String> ipv4Failure() {
        IpcpOptions options = ipcp.negotiation();
        if (options.isAddressRefused()) {
            return Optional.of("it refused to talk about one");
        }
        if (ipcp.isEndless()) {
            return Optional.of(endless(ipcp));
        }
        if (ipcp.isOpened() && options.address().isEmpty()) {
            return Optional.of("it offered none");
        }
        if (ipv4Over && ipv4Had) {
            return Optional.of("it took back the one it had given");
        }
        if (!ipv4Had && (ipv4Refusals >= MOST_REFUSALS || (ipv4Over && ipv4Refusals > 0))) {
            return Optional.of("it refuses IPCP" + (ipv4Words.isEmpty() ? "" : ": " + ipv4Words));
        }
        return ipv4Over || !type.asksForIpv4()
                ? Optional.of("it did not answer, or does not know IPCP")
                : Optional.empty();
    }

    private Optional<String> ipv6Failure() {
        if (ipv6cp.isOpened()) {
            return Optional.of("it agreed to no interface identifier");
        }
        return Optional.of(
                ipv6cp.isEndless()
                        ? endless(ipv6cp)
                        : "it did not answer, or does not know IPV6CP");
    }

    private static String endless(ControlProtocol<?> protocol) {
        if (protocol.isPutOff()) {
            return "it put us off "
                    + ControlProtocol.MOST_PUT_OFFS
                    + " times: its packet context did not come up";
        }
        return "it wanted something else "
                + ControlProtocol.MOST_ROUNDS
                + " times and never agreed";
    }

    /// What has been agreed on, as soon as it is enough to go on with.
    ///
    /// @param mtu longest packet that the peer takes
    Optional<LinkTerms> terms(int mtu, Deadline now) {
        if (now.compareTo(together) >= 0) {
            together = Deadline.never();
            ipv6Late = true;
        }
        boolean ipv4 = ipcp.isOpened() && ipcp.negotiation().address().isPresent();
        boolean enough = ipv4 || (hasIpv6() && ipv4Failure().isPresent());
        if (isIpv6Pending() || !enough) {
            return Optional.empty();
        }
        IpcpOptions options = ipcp.negotiation();
        return Optional.of(
                new LinkTerms(
                        ipv4 ? options.address() : Optional.empty(),
                        ipv4 ? options.peer() : Optional.empty(),
                        ipv4 ? options.servers() : List.of(),
                        mtu,
                        hasIpv6()
                                ? ipv6cp.negotiation().ours().map(HexFormat::fromHexDigitsToLong)
                                : Optional.empty()));
    }

    private boolean hasIpv6() {
        return ipv6cp.isOpened() && ipv6cp.negotiation().ours().isPresent();
    }

    /// Whether IPv6 is worth waiting for.
    private boolean isIpv6Pending() {
        return ipv6Begun && !ipv6cp.isOpened() && !ipv6cp.isEndless() && !ipv6Over && !ipv6Late;
    }

    private List<Step> noted(int protocol, List<Step> steps, Deadline now) {
        boolean over = steps.contains(new Step.Finished());
        if (protocol == Protocol.IPV6CP) {
            ipv6Over |= over;
        } else {
            ipv4Over |= over;
            ipv4Had |= steps.contains(new Step.Opened());
            together = steps.contains(new Step.Opened()) ? now.plus(TOGETHER) : together;
        }
        return steps;
    }
}
