package org.kadec21.modem.ppp.link;

import org.kadec21.hal.Deadline;
import org.kadec21.modem.ppp.link.ControlProtocol.Step;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The network protocols of one link: IPCP, which begins from here, and IPV6CP, which begins when
/// the network does.
final class NetworkPhase {

    /// IPv4 is up; so long IPv6 may take to come up with it.
    private static final Duration TOGETHER = Duration.ofSeconds(2);

    private final ControlProtocol<IpcpOptions> ipcp =
            new ControlProtocol<>(IpcpOptions.asking(), ControlPacket.CODE_REJECT);
    private final ControlProtocol<Ipv6cpOptions> ipv6cp;
    private boolean ipv6Begun;
    private boolean ipv6Over;
    private boolean ipv6Late;
    private boolean ipv4Over;
    private Deadline together = Deadline.never();

    /// @param interfaceId asked for, where IPv6 is
    NetworkPhase(long interfaceId) {
        ipv6cp =
                new ControlProtocol<>(Ipv6cpOptions.asking(interfaceId), ControlPacket.CODE_REJECT);
    }

    List<Step> begin(Deadline now) {
        return ipcp.begin(now);
    }

    /// The link below is negotiated anew.
    void down(Deadline now) {
        ipcp.down(now);
        ipv6cp.down(now);
        ipv6Begun = false;
        ipv6Late = false;
        together = Deadline.never();
    }

    List<Step> receivedIpcp(ControlPacket packet, Deadline now) {
        List<Step> steps = ipcp.received(packet, now);
        note(steps, now);
        return steps;
    }

    /// What to send for it; the first packet begins the protocol.
    List<Step> receivedIpv6cp(ControlPacket packet, Deadline now) {
        if (!ipv6Begun) {
            ipv6Begun = true;
            List<Step> begun = ipv6cp.begin(now);
            return Stream.concat(begun.stream(), ipv6cp.received(packet, now).stream()).toList();
        }
        List<Step> steps = ipv6cp.received(packet, now);
        ipv6Over = ipv6Over || steps.contains(new Step.Finished());
        return steps;
    }

    /// The peer does not know a protocol.
    void rejected(int protocol, Deadline now) {
        switch (protocol) {
            case Protocol.IPCP, Protocol.IP -> note(ipcp.rejected(now), now);
            case Protocol.IPV6CP, Protocol.IPV6 -> {
                ipv6cp.rejected(now);
                ipv6Over = true;
            }
            default -> {}
        }
    }

    List<Step> wokenIpcp(Deadline now) {
        List<Step> steps = ipcp.woken(now);
        note(steps, now);
        return steps;
    }

    List<Step> wokenIpv6cp(Deadline now) {
        List<Step> steps = ipv6cp.woken(now);
        ipv6Over = ipv6Over || steps.contains(new Step.Finished());
        return steps;
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
        if (ipv6cp.isOpened()) {
            return Optional.empty();
        }
        IpcpOptions options = ipcp.negotiation();
        if (options.isAddressRefused()) {
            return Optional.of(LinkEnd.noAddress("it refused to talk about one"));
        }
        if (ipcp.isEndless()) {
            return Optional.of(
                    LinkEnd.noAddress(
                            "it wanted something else "
                                    + ControlProtocol.MOST_ROUNDS
                                    + " times and never agreed"));
        }
        if (ipcp.isOpened() && options.address().isEmpty()) {
            return Optional.of(LinkEnd.noAddress("it offered none"));
        }
        return ipv4Over
                ? Optional.of(LinkEnd.noAddress("it did not answer, or does not know IPCP"))
                : Optional.empty();
    }

    /// What has been agreed on, as soon as it is enough to go on with.
    ///
    /// @param mtu longest packet that the peer takes
    Optional<LinkTerms> terms(int mtu, Deadline now) {
        boolean ipv4 = ipcp.isOpened() && ipcp.negotiation().address().isPresent();
        boolean ipv6 = ipv6cp.isOpened();
        if (now.compareTo(together) >= 0) {
            together = Deadline.never();
            ipv6Late = true;
        }
        if (isIpv6Pending() || (!ipv4 && !(ipv6 && ipv4Over))) {
            return Optional.empty();
        }
        IpcpOptions options = ipcp.negotiation();
        return Optional.of(
                new LinkTerms(
                        ipv4 ? options.address() : Optional.empty(),
                        ipv4 ? options.peer() : Optional.empty(),
                        ipv4 ? options.servers() : List.of(),
                        mtu,
                        ipv6
                                ? ipv6cp.negotiation().ours().map(HexFormat::fromHexDigitsToLong)
                                : Optional.empty()));
    }

    /// Whether IPv6 is worth waiting for.
    private boolean isIpv6Pending() {
        return ipv6Begun && !ipv6cp.isOpened() && !ipv6Over && !ipv6Late;
    }

    private void note(List<Step> steps, Deadline now) {
        ipv4Over = ipv4Over || steps.contains(new Step.Finished());
        if (steps.contains(new Step.Opened())) {
            together = now.plus(TOGETHER);
        }
    }
}
