package org.kadec21.modem.ppp.ip;

import org.kadec21.modem.ppp.ip.dns.Query;
import org.kadec21.modem.ppp.ip.dns.Resolver;
import org.kadec21.modem.ppp.ip.packet.IcmpError;
import org.kadec21.modem.ppp.ip.packet.IpPacket;
import org.kadec21.modem.ppp.ip.packet.UdpDatagram;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Brings the resolver's questions to the servers and their answers back: in datagrams, or over a
/// connection when the answer is large.
final class NameService {

    private final Resolver resolver;
    private final Addresses addresses;
    private final Flows flows;
    private final List<StreamedQuery> streamed = new ArrayList<>();

    NameService(Resolver resolver, Addresses addresses, Flows flows) {
        this.resolver = resolver;
        this.addresses = addresses;
        this.flows = flows;
    }

    Resolver resolver() {
        return resolver;
    }

    void arrived(IpPacket packet, long now) {
        Optional<UdpDatagram> datagram = UdpDatagram.in(packet);
        if (datagram.isPresent() && datagram.get().sourcePort() == Query.SERVER_PORT) {
            int port = datagram.get().destinationPort();
            resolver.arrived(packet.source(), port, datagram.get().payload(), now);
        }
    }

    /// A question's datagram got nowhere; that the port was drawn at random has to do as a proof.
    void arrived(IcmpError error, long now) {
        int port = ByteBuffer.wrap(error.quoted()).getShort(0) & 0xffff;
        switch (error.meaning()) {
            case REFUSED ->
                    resolver.failed(error.destination(), port, "does not answer questions", now);
            case NO_WAY -> resolver.failed(error.destination(), port, "cannot be reached", now);
            case TOO_BIG -> {}
        }
    }

    /// The next datagram with a question.
    Optional<IpPacket> transmit(long now) {
        Optional<Query> query = resolver.transmit(now);
        while (query.isPresent()) {
            Optional<IpPacket> packet = packet(query.get(), now);
            if (packet.isPresent()) {
                return packet;
            }
            query = resolver.transmit(now);
        }
        return Optional.empty();
    }

    private Optional<IpPacket> packet(Query query, long now) {
        if (!flows.reaches(query.server())) {
            resolver.failed(query.server(), query.localPort(), "cannot be reached from here", now);
            return Optional.empty();
        }
        if (query.stream()) {
            stream(query, now);
            return Optional.empty();
        }
        UdpDatagram datagram =
                new UdpDatagram(query.localPort(), Query.SERVER_PORT, query.message());
        return addresses
                .sourceFor(query.server())
                .map(source -> datagram.from(source, query.server()));
    }

    private void stream(Query query, long now) {
        Optional<Flow> flow = flows.open(query.server(), Query.SERVER_PORT, now);
        if (flow.isEmpty()) {
            resolver.failed(
                    query.server(), query.localPort(), "needs a connection, all are open", now);
            return;
        }
        streamed.add(new StreamedQuery(query, resolver, flow.get().machine()));
    }

    void due(long now) {
        resolver.due(now);
    }

    long nextDue() {
        return resolver.nextDue();
    }

    /// Something may have happened to a connection. One whose question was given up ends.
    void step(long now) {
        streamed.forEach(query -> query.step(now));
        streamed.stream()
                .filter(query -> !query.isDone() && !resolver.awaits(query.localPort()))
                .forEach(StreamedQuery::cancel);
        streamed.removeIf(StreamedQuery::isDone);
    }
}
