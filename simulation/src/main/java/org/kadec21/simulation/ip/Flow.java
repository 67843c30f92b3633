package org.kadec21.simulation.ip;

/// What tells one TCP connection of the host from the others.
record Flow(int hostPort, Ipv4Address address, int port) {

    static Flow of(Ipv4Packet packet, TcpSegment segment) {
        return new Flow(segment.fromPort(), packet.to(), segment.toPort());
    }
}
