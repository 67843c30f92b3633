package org.kadec21.modem.ppp.ip.packet;

import java.nio.ByteBuffer;

/// The Internet checksum (RFC 1071): the complement of the ones' complement sum of 16-bit words.
final class Checksum {

    private Checksum() {}

    /// Over `length` bytes from `offset` on, padded with a zero to a whole word.
    static int of(byte[] bytes, int offset, int length) {
        return folded(sum(bytes, offset, length));
    }

    /// Over `bytes` and the pseudo header in front of them (RFC 9293 3.1, RFC 8200 8.1). Zero when
    /// a checksum inside of `bytes` is right.
    static int withPseudoHeader(
            IpAddress source, IpAddress destination, int protocol, byte[] bytes) {
        byte[] from = source.bytes();
        byte[] to = destination.bytes();
        long header =
                sum(from, 0, from.length)
                        + sum(to, 0, to.length)
                        + protocol
                        + (bytes.length >>> 16)
                        + (bytes.length & 0xffff);
        return folded(header + sum(bytes, 0, bytes.length));
    }

    /// Puts the checksum over all of `bytes` at `offset` of them, where a zero must be now.
    static void put(byte[] bytes, int offset, int checksum) {
        ByteBuffer.wrap(bytes).putShort(offset, (short) checksum);
    }

    private static long sum(byte[] bytes, int offset, int length) {
        long sum = 0;
        int end = offset + length;
        for (int at = offset; at < end; at += 2) {
            int low = at + 1 < end ? bytes[at + 1] & 0xff : 0;
            sum += (bytes[at] & 0xff) << 8 | low;
        }
        return sum;
    }

    private static int folded(long sum) {
        long rest = sum;
        while (rest >>> 16 != 0) {
            rest = (rest & 0xffff) + (rest >>> 16);
        }
        return (int) ~rest & 0xffff;
    }
}
