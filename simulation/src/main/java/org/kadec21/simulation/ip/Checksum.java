package org.kadec21.simulation.ip;

/// The checksum of IP and what lies in it (RFC 1071).
final class Checksum {

    private long sum;
    private boolean odd;

    Checksum add(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            int octet = bytes[i] & 0xFF;
            sum += odd ? octet : octet << 8;
            odd = !odd;
        }
        return this;
    }

    Checksum add32(int value) {
        sum += value >>> 16;
        sum += value & 0xFFFF;
        return this;
    }

    /// The head of UDP and TCP that is not sent (RFC 9293 3.1).
    static Checksum ofPseudoHead(Ipv4Address from, Ipv4Address to, int protocol, int length) {
        return new Checksum().add32(from.bits()).add32(to.bits()).add32(protocol).add32(length);
    }

    /// 0 over bytes that hold their own right checksum.
    int value() {
        long folded = sum;
        while (folded >>> 16 != 0) {
            folded = (folded & 0xFFFF) + (folded >>> 16);
        }
        return (int) ~folded & 0xFFFF;
    }
}
