package org.kadec21.modem.ppp.ip;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Packets as the tests write and read them: by offsets out of the RFCs, with a checksum of their
/// own, so that a mistake of the stack is not made twice.
public final class Wire {

    public static final int FIN = 1;
    public static final int SYN = 2;
    public static final int RST = 4;
    public static final int PSH = 8;
    public static final int ACK = 16;

    public static final int UNIT = 0x0a000002;
    public static final int SERVER = 0xc0000219;
    public static final int DNS = 0x0a000035;

    private Wire() {}

    /// The fields of a TCP segment in an IPv4 packet without options.
    public record Tcp(
            int from,
            int to,
            int fromPort,
            int toPort,
            int sequence,
            int acknowledgement,
            int flags,
            int window,
            int mss,
            byte[] payload) {

        public boolean has(int flag) {
            return (flags & flag) != 0;
        }

        public int length() {
            return payload.length + (has(SYN) ? 1 : 0) + (has(FIN) ? 1 : 0);
        }

        /// The packet; `mss` 0 for none.
        public byte[] packet() {
            int header = mss > 0 ? 24 : 20;
            ByteBuffer tcp =
                    ByteBuffer.allocate(header + payload.length)
                            .putShort((short) fromPort)
                            .putShort((short) toPort)
                            .putInt(sequence)
                            .putInt(acknowledgement)
                            .put((byte) ((header / 4) << 4))
                            .put((byte) flags)
                            .putShort((short) window)
                            .putInt(0);
            if (mss > 0) {
                tcp.putInt(0x0204_0000 | mss);
            }
            tcp.put(payload);
            tcp.putShort(16, (short) sum(pseudo(from, to, 6, tcp.array())));
            return ipv4(from, to, 6, 0x4000, tcp.array());
        }
    }

    /// Reads a packet that the stack made; everything in it has to be right.
    public static Tcp tcp(byte[] packet) {
        ByteBuffer ip = ByteBuffer.wrap(packet);
        require(packet[0] == 0x45, "IPv4 without options");
        require((ip.getShort(2) & 0xffff) == packet.length, "total length");
        require(packet[9] == 6, "TCP");
        require(sum(Arrays.copyOf(packet, 20)) == 0, "header checksum");
        int from = ip.getInt(12);
        int to = ip.getInt(16);
        byte[] segment = Arrays.copyOfRange(packet, 20, packet.length);
        require(sum(pseudo(from, to, 6, segment)) == 0, "TCP checksum");
        ByteBuffer tcp = ByteBuffer.wrap(segment);
        int header = (segment[12] >> 4 & 0xf) * 4;
        int mss = header == 24 && tcp.getShort(20) == 0x0204 ? tcp.getShort(22) & 0xffff : 0;
        return new Tcp(
                from,
                to,
                tcp.getShort(0) & 0xffff,
                tcp.getShort(2) & 0xffff,
                tcp.getInt(4),
                tcp.getInt(8),
                segment[13],
                tcp.getShort(14) & 0xffff,
                mss,
                Arrays.copyOfRange(segment, header, segment.length));
    }

    public static byte[] udp(int from, int to, int fromPort, int toPort, byte[] payload) {
        ByteBuffer udp =
                ByteBuffer.allocate(8 + payload.length)
                        .putShort((short) fromPort)
                        .putShort((short) toPort)
                        .putShort((short) (8 + payload.length))
                        .putShort((short) 0)
                        .put(payload);
        udp.putShort(6, (short) sum(pseudo(from, to, 17, udp.array())));
        return ipv4(from, to, 17, 0, udp.array());
    }

    public static byte[] ipv4(int from, int to, int protocol, int cut, byte[] payload) {
        ByteBuffer ip =
                ByteBuffer.allocate(20 + payload.length)
                        .putShort((short) 0x4500)
                        .putShort((short) (20 + payload.length))
                        .putShort((short) 0x1234)
                        .putShort((short) cut)
                        .put((byte) 60)
                        .put((byte) protocol)
                        .putShort((short) 0)
                        .putInt(from)
                        .putInt(to)
                        .put(payload);
        ip.putShort(10, (short) sum(Arrays.copyOf(ip.array(), 20)));
        return ip.array();
    }

    /// An ICMP error about a packet, which it quotes as far as RFC 792 demands.
    public static byte[] icmp(int from, int to, int type, int code, int rest, byte[] about) {
        ByteBuffer icmp =
                ByteBuffer.allocate(8 + 28)
                        .put((byte) type)
                        .put((byte) code)
                        .putShort((short) 0)
                        .putInt(rest)
                        .put(about, 0, 28);
        icmp.putShort(2, (short) sum(icmp.array()));
        return ipv4(from, to, 1, 0, icmp.array());
    }

    private static byte[] pseudo(int from, int to, int protocol, byte[] payload) {
        return ByteBuffer.allocate(12 + payload.length)
                .putInt(from)
                .putInt(to)
                .putInt(protocol << 16 | payload.length)
                .put(payload)
                .array();
    }

    /// The complement of the ones' complement sum.
    public static int sum(byte[] bytes) {
        int sum = 0;
        for (int at = 0; at < bytes.length; at++) {
            sum += (bytes[at] & 0xff) << (at % 2 == 0 ? 8 : 0);
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return ~sum & 0xffff;
    }

    private static void require(boolean met, String what) {
        if (!met) {
            throw new AssertionError("the stack sent a packet with a wrong " + what);
        }
    }
}
