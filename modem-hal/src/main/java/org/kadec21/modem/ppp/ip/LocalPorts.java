package org.kadec21.modem.ppp.ip;

import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;

/// Ports for connections that begin here: drawn anew each time from the dynamic range (RFC 6056
/// 3.3.1, RFC 6335 6).
final class LocalPorts {

    private static final int FIRST = 49152;
    private static final int BEYOND = 65536;

    private LocalPorts() {}

    /// One that is not taken; there are a thousand times more of them than connections.
    static int draw(RandomGenerator chance, IntPredicate taken) {
        int port = chance.nextInt(FIRST, BEYOND);
        while (taken.test(port)) {
            port = port + 1 < BEYOND ? port + 1 : FIRST;
        }
        return port;
    }
}
