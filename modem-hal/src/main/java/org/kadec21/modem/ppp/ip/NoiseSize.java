package org.kadec21.modem.ppp.ip;

import org.kadec21.modem.ppp.ip.packet.IpPacket;
import org.kadec21.modem.ppp.ip.packet.TcpSegment;

/// How large segments are on a line that damages bytes. A frame with one damaged byte is lost as a
/// whole: long segments do not get through, short ones are little but headers.
///
/// ```
///   of n bytes behind h of headers arrive, per byte sent:  n / (n + h) * (1 - p)^(n + h)
///   which is most at                                       n = sqrt(h / p + h^2 / 4) - h / 2
/// ```
///
/// The peer keeps to it because its SYN's answer is told so (MSS option, RFC 9293 3.7.1).
final class NoiseSize {

    /// Bytes; what every peer grants itself as the least (Linux takes 48).
    static final int LEAST = 64;

    /// Flags, protocol and check sequence around a packet, with a few escapes.
    private static final int FRAME = 8;

    private NoiseSize() {}

    /// Whether the best segments are shorter than those that every host takes.
    static boolean matters(double perByte) {
        int headers = IpPacket.IPV4_HEADER + TcpSegment.HEADER;
        return best(perByte, headers) < PathSize.LEAST_IPV4 - headers;
    }

    /// The best number of bytes in a segment.
    ///
    /// @param perByte part of the bytes that are damaged, 0 to 1
    /// @param headers of IP and TCP, bytes
    static int best(double perByte, int headers) {
        if (perByte <= 0) {
            return Integer.MAX_VALUE;
        }
        double around = headers + FRAME;
        double best = Math.sqrt(around / perByte + around * around / 4) - around / 2;
        return (int) Math.clamp(best, LEAST, Integer.MAX_VALUE);
    }
}
