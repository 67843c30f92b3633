package org.kadec21.modem.ppp.ip.packet;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.StringJoiner;

/// An IPv6 address.
///
/// @param high the first eight bytes, on most links the prefix
/// @param low the last eight bytes, on most links the interface identifier
public record Ipv6Address(long high, long low) implements IpAddress {

    public static final int BYTES = 16;

    private static final long LINK_LOCAL = 0xfe80_0000_0000_0000L;

    /// All routers of the link (RFC 4291 2.7.1).
    public static final Ipv6Address ALL_ROUTERS = new Ipv6Address(0xff02_0000_0000_0000L, 2);

    /// All hosts of the link.
    public static final Ipv6Address ALL_NODES = new Ipv6Address(0xff02_0000_0000_0000L, 1);

    /// The address at `offset` of `packet`.
    public static Ipv6Address at(byte[] packet, int offset) {
        ByteBuffer bytes = ByteBuffer.wrap(packet, offset, BYTES);
        return new Ipv6Address(bytes.getLong(), bytes.getLong());
    }

    /// The address an interface has on its link alone (RFC 4291 2.5.6).
    public static Ipv6Address linkLocal(long interfaceId) {
        return new Ipv6Address(LINK_LOCAL, interfaceId);
    }

    @Override
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }

    /// As RFC 5952 writes them.
    @Override
    public String text() {
        int[] groups = groups();
        int zerosAt = -1;
        int zeros = 1; // a single zero is not abbreviated
        for (int at = 0; at < groups.length; at++) {
            int end = at;
            while (end < groups.length && groups[end] == 0) {
                end++;
            }
            if (end - at > zeros) {
                zerosAt = at;
                zeros = end - at;
            }
        }
        if (zerosAt < 0) {
            return joined(groups, 0, groups.length);
        }
        return joined(groups, 0, zerosAt) + "::" + joined(groups, zerosAt + zeros, groups.length);
    }

    /// Whether it names one host beyond this one: neither a group, nor unspecified, nor loopback.
    public boolean isUnicast() {
        return high >>> 56 != 0xff && !(high == 0 && (low == 0 || low == 1));
    }

    /// Whether no router forwards it.
    public boolean isLinkLocal() {
        return high >>> 54 == LINK_LOCAL >>> 54;
    }

    private int[] groups() {
        int[] groups = new int[BYTES / 2];
        for (int at = 0; at < groups.length; at++) {
            long half = at < 4 ? high : low;
            groups[at] = (int) (half >>> (48 - 16 * (at % 4))) & 0xffff;
        }
        return groups;
    }

    private static String joined(int[] groups, int from, int to) {
        StringJoiner text = new StringJoiner(":");
        for (int at = from; at < to; at++) {
            text.add(HexFormat.of().toHexDigits((short) groups[at]).replaceFirst("^0{1,3}", ""));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
