package org.kadec21.modem.ppp.ip.tcp;

/// Order among sequence numbers, which wrap (RFC 9293 3.4).
final class Sequence {

    private Sequence() {}

    static boolean before(int one, int other) {
        return one - other < 0;
    }

    static boolean notAfter(int one, int other) {
        return one - other <= 0;
    }

    /// The later of the two.
    static int later(int one, int other) {
        return before(one, other) ? other : one;
    }
}
