package org.kadec21.modem.ppp.ip.packet;

import java.nio.ByteBuffer;

/// An IPv4 address.
///
/// @param bits in network order, the first byte highest
public record Ipv4Address(int bits) implements IpAddress {

    public static final int BYTES = 4;

    public static final Ipv4Address UNSPECIFIED = new Ipv4Address(0);

    /// The address at `offset` of `packet`.
    public static Ipv4Address at(byte[] packet, int offset) {
        return new Ipv4Address(ByteBuffer.wrap(packet, offset, BYTES).getInt());
    }

    @Override
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putInt(bits).array();
    }

    @Override
    public String text() {
        return (bits >>> 24)
                + "."
                + (bits >>> 16 & 0xff)
                + "."
                + (bits >>> 8 & 0xff)
                + "."
                + (bits & 0xff);
    }

    /// Whether it names one host: not this network, not a group, not reserved, not everybody (RFC
    /// 1122 3.2.1.3).
    public boolean isUnicast() {
        int first = bits >>> 24;
        return first != 0 && first < 224;
    }

    @Override
    public String toString() {
        return text();
    }
}
