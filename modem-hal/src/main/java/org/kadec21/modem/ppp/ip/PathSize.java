package org.kadec21.modem.ppp.ip;

import org.kadec21.modem.ppp.ip.packet.IpAddress;
import org.kadec21.modem.ppp.ip.packet.IpPacket;
import org.kadec21.modem.ppp.ip.packet.Ipv4Address;
import org.kadec21.modem.ppp.ip.packet.Ipv6Address;
import org.kadec21.modem.ppp.ip.packet.TcpSegment;

/// How small packets are made because a router says so. Below the least size that each version
/// promises nobody has reason to go, however the router's word came about: smaller links cut IPv4
/// packets up themselves then.
final class PathSize {

    /// RFC 791 3.2.
    static final int LEAST_IPV4 = 576;

    /// RFC 8200 5.
    static final int LEAST_IPV6 = 1280;

    private PathSize() {}

    /// Bytes of a segment that a peer takes which does not say so (RFC 9293 3.7.1).
    static int assumed(IpAddress destination) {
        int packet =
                switch (destination) {
                    case Ipv4Address _ -> LEAST_IPV4;
                    case Ipv6Address _ -> LEAST_IPV6;
                };
        return packet - IpPacket.headerOf(destination) - TcpSegment.HEADER;
    }

    /// Bytes of a packet to `destination` after a router has asked for `told`; an old router says
    /// 0.
    static int after(int told, IpAddress destination) {
        return switch (destination) {
            case Ipv4Address _ -> Math.max(LEAST_IPV4, told);
            case Ipv6Address _ -> Math.max(LEAST_IPV6, told);
        };
    }
}
