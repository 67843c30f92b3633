package org.kadec21.modem.ppp.ip;

import org.kadec21.modem.ppp.ip.packet.IpAddress;
import org.kadec21.modem.ppp.ip.packet.IpPacket;
import org.kadec21.modem.ppp.ip.packet.Ipv6Address;
import org.kadec21.modem.ppp.ip.packet.NeighbourMessage;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/// This host's IPv6 addresses: the one of the link from the interface identifier, and a global one
/// once a router has told the prefix (RFC 4862; without the search for duplicates, since IPV6CP has
/// made the identifier unique on its link, RFC 5072 5).
final class Autoconfiguration {

    /// Times a router is asked (RFC 4861 10).
    static final int SOLICITATIONS = 3;

    static final Duration WAIT = Duration.ofSeconds(4);

    private static final long NEVER = Long.MAX_VALUE;

    private final Optional<Ipv6Address> linkLocal;
    private Optional<Ipv6Address> global = Optional.empty();
    private int linkTakes;
    private int routerTakes = Integer.MAX_VALUE;
    private int asked;
    private boolean asking = true;
    private long askAgain = NEVER;
    private Optional<IpPacket> answer = Optional.empty();
    private final SequencedMap<Ipv6Address, Long> servers = new LinkedHashMap<>();

    Autoconfiguration(Optional<Long> interfaceId, int mtu) {
        linkLocal = interfaceId.map(Ipv6Address::linkLocal);
        linkTakes = mtu;
    }

    /// The link has agreed on another length of packets, bytes.
    void linkTakes(int mtu) {
        linkTakes = mtu;
    }

    /// Whether anything begins over IPv6; what has begun goes on (RFC 8200 5).
    private boolean isUsable() {
        return linkLocal.isPresent() && linkTakes >= PathSize.LEAST_IPV6;
    }

    /// The address that reaches beyond the link.
    Optional<Ipv6Address> global() {
        return global.filter(_ -> isUsable());
    }

    /// The address to speak to `destination` from.
    Optional<Ipv6Address> sourceFor(Ipv6Address destination) {
        return destination.isLinkLocal() ? linkLocal.filter(_ -> isUsable()) : global();
    }

    boolean isOwn(IpAddress address) {
        return linkLocal.isPresent()
                && (address.equals(linkLocal.get())
                        || address.equals(Ipv6Address.ALL_NODES)
                        || (global.isPresent() && address.equals(global.get())));
    }

    /// Bytes a packet may have; routers may say less than the link.
    int mtu() {
        return Math.min(linkTakes, routerTakes);
    }

    /// Whether a global address may still come.
    boolean isUnderWay() {
        return isUsable() && global.isEmpty() && (asking || askAgain != NEVER);
    }

    /// A sound message of neighbour discovery came.
    void arrived(IpPacket packet, long now) {
        if (linkLocal.isEmpty()) {
            return;
        }
        if (NeighbourMessage.isRouterAdvertisement(packet)) {
            learn(packet, now);
            return;
        }
        Ipv6Address own = linkLocal.get();
        if (NeighbourMessage.asksFor(packet, own)) {
            answer = Optional.of(NeighbourMessage.neighbourAdvertisement(own, packet.source()));
        } else if (global.isPresent() && NeighbourMessage.asksFor(packet, global.get())) {
            answer =
                    Optional.of(
                            NeighbourMessage.neighbourAdvertisement(global.get(), packet.source()));
        }
    }

    /// The first prefix stays: connections have begun with it.
    private void learn(IpPacket packet, long now) {
        OptionalInt told = NeighbourMessage.mtu(packet);
        if (told.isPresent() && told.getAsInt() >= PathSize.LEAST_IPV6) {
            routerTakes = Math.min(routerTakes, told.getAsInt());
        }
        learnServers(packet, now);
        if (global.isEmpty()) {
            NeighbourMessage.prefix(packet)
                    .ifPresent(prefix ->
                            global = linkLocal.map(own -> new Ipv6Address(prefix, own.low())));
        }
    }

    /// A server that is told again counts from then; a lifetime of zero takes it back (RFC 8106
    /// 5.1).
    private void learnServers(IpPacket packet, long now) {
        for (NeighbourMessage.NameServer told : NeighbourMessage.nameServers(packet)) {
            servers.remove(told.address());
            if (told.seconds() > 0 && servers.size() < IpSettings.MOST_SERVERS) {
                servers.put(told.address(), now + Duration.ofSeconds(told.seconds()).toNanos());
            }
        }
    }

    /// The name servers that routers have told, those in time.
    List<IpAddress> nameServers(long now) {
        servers.values().removeIf(until -> now >= until);
        return List.copyOf(servers.keySet());
    }

    Optional<IpPacket> transmit(long now) {
        if (answer.isPresent()) {
            Optional<IpPacket> packet = answer;
            answer = Optional.empty();
            return packet;
        }
        if (!isUsable() || global.isPresent() || !asking) {
            return Optional.empty();
        }
        asking = false;
        asked++;
        askAgain = now + WAIT.toNanos();
        return linkLocal.map(NeighbourMessage::routerSolicitation);
    }

    /// Time has passed: to ask again, or to give up.
    void due(long now) {
        if (now >= askAgain) {
            asking = asked < SOLICITATIONS;
            askAgain = NEVER;
        }
    }

    long nextDue() {
        return linkLocal.isPresent() && global.isEmpty() ? askAgain : NEVER;
    }
}
