package org.kadec21.simulation.ip;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// A segment of TCP (RFC 9293 3.1); of its options only the maximum segment size.
///
/// @param sequence of the first byte, or of SYN
/// @param acknowledged counts with [#ACK] only
/// @param flags of FIN, SYN, RST, PSH, ACK
/// @param mss of a SYN; 0 where none is named
record TcpSegment(
        int fromPort,
        int toPort,
        int sequence,
        int acknowledged,
        int flags,
        int window,
        int mss,
        byte[] data) {

    static final int FIN = 1;
    static final int SYN = 2;
    static final int RST = 4;
    static final int PSH = 8;
    static final int ACK = 16;

    static final int HEAD = 20;

    private static final int MSS_OPTION = 2;
    private static final int MSS_BYTES = 4;
    private static final int HEAD_AT = 12;
    private static final int CHECKSUM_AT = 16;
    private static final int ALL_FLAGS = FIN | SYN | RST | PSH | ACK;

    /// Reads a segment; empty for one that is cut off or damaged.
    static Optional<TcpSegment> parse(Ipv4Packet packet) {
        byte[] bytes = packet.payload();
        int head = bytes.length < HEAD ? 0 : (bytes[HEAD_AT] >> 4 & 0x0F) * 4;
        if (head < HEAD || head > bytes.length || checksum(packet) != 0) {
            return Optional.empty();
        }
        ByteBuffer segment = ByteBuffer.wrap(bytes);
        int fromPort = segment.getShort() & 0xFFFF;
        int toPort = segment.getShort() & 0xFFFF;
        int sequence = segment.getInt();
        int acknowledged = segment.getInt();
        int flags = segment.getShort() & ALL_FLAGS;
        return Optional.of(
                new TcpSegment(
                        fromPort,
                        toPort,
                        sequence,
                        acknowledged,
                        flags,
                        segment.getShort() & 0xFFFF,
                        mss(bytes, head),
                        Arrays.copyOfRange(bytes, head, bytes.length)));
    }

    private static int mss(byte[] bytes, int head) {
        int at = HEAD;
        while (at < head && bytes[at] != 0) {
            if (bytes[at] == 1) {
                at++;
                continue;
            }
            int length = at + 1 < head ? bytes[at + 1] & 0xFF : 0;
            if (length < 2 || at + length > head) {
                return 0;
            }
            if (bytes[at] == MSS_OPTION && length == MSS_BYTES) {
                return ByteBuffer.wrap(bytes).getShort(at + 2) & 0xFFFF;
            }
            at += length;
        }
        return 0;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /// How far it takes the sequence: its bytes, and one each for SYN and FIN.
    int length() {
        return data.length + (has(SYN) ? 1 : 0) + (has(FIN) ? 1 : 0);
    }

    /// The segment inside of a packet.
    Ipv4Packet within(Ipv4Address from, Ipv4Address to) {
        int head = HEAD + (mss > 0 ? MSS_BYTES : 0);
        ByteBuffer segment =
                ByteBuffer.allocate(head + data.length)
                        .putShort((short) fromPort)
                        .putShort((short) toPort)
                        .putInt(sequence)
                        .putInt(acknowledged)
                        .putShort((short) ((head / 4) << 12 | flags))
                        .putShort((short) window)
                        .putInt(0);
        if (mss > 0) {
            segment.put((byte) MSS_OPTION).put((byte) MSS_BYTES).putShort((short) mss);
        }
        segment.put(data);
        Ipv4Packet packet = new Ipv4Packet(from, to, Ipv4Packet.TCP, segment.array());
        segment.putShort(CHECKSUM_AT, (short) checksum(packet));
        return packet;
    }

    /// The answer to a segment that belongs to no connection (RFC 9293 3.10.7.1).
    TcpSegment reset() {
        return has(ACK)
                ? new TcpSegment(
                        /* fromPort= */ toPort,
                        /* toPort= */ fromPort,
                        acknowledged,
                        0,
                        RST,
                        0,
                        0,
                        new byte[0])
                : new TcpSegment(
                        /* fromPort= */ toPort,
                        /* toPort= */ fromPort,
                        0,
                        sequence + length(),
                        RST | ACK,
                        0,
                        0,
                        new byte[0]);
    }

    private static int checksum(Ipv4Packet packet) {
        byte[] bytes = packet.payload();
        return Checksum.ofPseudoHead(packet.from(), packet.to(), Ipv4Packet.TCP, bytes.length)
                .add(bytes, 0, bytes.length)
                .value();
    }
}
