package org.kadec21.modem.ppp.ip.packet;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// A TCP segment (RFC 9293 3.1).
///
/// @param flags those set; URG and its pointer are not read, see RFC 6093
/// @param mss the option of a SYN, bytes
public record TcpSegment(
        int sourcePort,
        int destinationPort,
        int sequence,
        int acknowledgement,
        Set<Flag> flags,
        int window,
        OptionalInt mss,
        byte[] payload) {

    /// Without options.
    public static final int HEADER = 20;

    private static final int CHECKSUM_AT = 16;
    private static final int MSS_OPTION = 2;
    private static final int MSS_LENGTH = 4;

    /// Control bits (RFC 9293 3.1).
    public enum Flag {
        FIN(1),
        SYN(2),
        RST(4),
        PSH(8),
        ACK(16);

        private final int bit;

        Flag(int bit) {
            this.bit = bit;
        }
    }

    /// The segment in `packet`; empty when it is damaged.
    public static Optional<TcpSegment> in(IpPacket packet) {
        byte[] bytes = packet.payload();
        if (bytes.length < HEADER) {
            return Optional.empty();
        }
        int header = bytes[12] >>> 2 & 0x3c;
        if (header < HEADER || header > bytes.length || checksum(packet) != 0) {
            return Optional.empty();
        }
        ByteBuffer fields = ByteBuffer.wrap(bytes);
        return Optional.of(
                new TcpSegment(
                        fields.getShort(0) & 0xffff,
                        fields.getShort(2) & 0xffff,
                        fields.getInt(4),
                        fields.getInt(8),
                        flags(bytes[13]),
                        fields.getShort(14) & 0xffff,
                        mss(bytes, header),
                        Arrays.copyOfRange(bytes, header, bytes.length)));
    }

    /// The packet that carries it.
    public IpPacket from(IpAddress source, IpAddress destination) {
        int header = HEADER + (mss.isPresent() ? MSS_LENGTH : 0);
        ByteBuffer fields =
                ByteBuffer.allocate(header + payload.length)
                        .putShort((short) sourcePort)
                        .putShort((short) destinationPort)
                        .putInt(sequence)
                        .putInt(acknowledgement)
                        .put((byte) (header << 2))
                        .put((byte) bits())
                        .putShort((short) window)
                        .putInt(0);
        if (mss.isPresent()) {
            fields.put((byte) MSS_OPTION).put((byte) MSS_LENGTH).putShort((short) mss.getAsInt());
        }
        byte[] bytes = fields.put(payload).array();
        IpPacket packet = new IpPacket(source, destination, Protocol.TCP, bytes);
        Checksum.put(bytes, CHECKSUM_AT, checksum(packet));
        return packet;
    }

    /// Those flags, and room for more.
    public static Set<Flag> flags(Flag... set) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        flags.addAll(List.of(set));
        return flags;
    }

    public boolean has(Flag flag) {
        return flags.contains(flag);
    }

    /// How much of the sequence space it takes: its bytes, and one each for SYN and FIN.
    public int length() {
        return payload.length + (has(Flag.SYN) ? 1 : 0) + (has(Flag.FIN) ? 1 : 0);
    }

    /// The reset that answers it where it belongs to no connection (RFC 9293 3.10.7.1); none for a
    /// reset.
    public Optional<TcpSegment> refusal() {
        if (has(Flag.RST)) {
            return Optional.empty();
        }
        boolean acknowledges = has(Flag.ACK);
        return Optional.of(
                new TcpSegment(
                        /* sourcePort= */ destinationPort,
                        /* destinationPort= */ sourcePort,
                        acknowledges ? acknowledgement : 0,
                        acknowledges ? 0 : sequence + length(),
                        acknowledges ? flags(Flag.RST) : flags(Flag.RST, Flag.ACK),
                        0,
                        OptionalInt.empty(),
                        new byte[0]));
    }

    private int bits() {
        int bits = 0;
        for (Flag flag : flags) {
            bits |= flag.bit;
        }
        return bits;
    }

    private static Set<Flag> flags(byte bits) {
        EnumSet<Flag> flags = EnumSet.noneOf(Flag.class);
        for (Flag flag : Flag.values()) {
            if ((bits & flag.bit) != 0) {
                flags.add(flag);
            }
        }
        return flags;
    }

    /// An option list that makes no sense ends there: what was understood counts.
    private static OptionalInt mss(byte[] bytes, int header) {
        int at = HEADER;
        while (at < header && bytes[at] != 0) {
            if (bytes[at] == 1) {
                at++;
                continue;
            }
            int length = at + 1 < header ? bytes[at + 1] & 0xff : 0;
            if (length < 2 || at + length > header) {
                break;
            }
            if (bytes[at] == MSS_OPTION && length == MSS_LENGTH) {
                return OptionalInt.of(ByteBuffer.wrap(bytes).getShort(at + 2) & 0xffff);
            }
            at += length;
        }
        return OptionalInt.empty();
    }

    private static int checksum(IpPacket packet) {
        return Checksum.withPseudoHeader(
                packet.source(), packet.destination(), Protocol.TCP, packet.payload());
    }
}
