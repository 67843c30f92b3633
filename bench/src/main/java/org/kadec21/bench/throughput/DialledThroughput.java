package org.kadec21.bench.throughput;

import org.kadec21.bench.throughput.Transfer.Load;
import org.kadec21.hal.LinkException;

/// Bulk transfers over a dialled link: the unit's own TCP, IP and PPP, the simulated module in data
/// mode, the carrier's access server.
///
/// @param both as much each way at the same time
public record DialledThroughput(int bitsPerSecond, Transfer up, Transfer down, Transfer both) {

    /// Bytes of a mail in the largest segment: 1500 less 20 of IP and 20 of TCP.
    public static final int PAYLOAD = 1460;

    /// What goes with them over the line at least: 40 of IP and TCP, and of PPP one of protocol
    /// number, two of check sequence and a flag at each end (RFC 1661 6.5, 6.6, RFC 1662 3.1).
    /// Bytes that PPP has to escape come on top, 1 of 128 of ciphertext.
    public static final int FRAMING = 45;

    private static final int BITS_PER_BYTE = 10;
    private static final long SEED = 1;

    /// Runs the three transfers.
    ///
    /// @param bytes of payload, each way of each transfer
    public static DialledThroughput measure(int bitsPerSecond, int bytes) throws LinkException {
        Transfer.Way way = server -> ModemRig.dialling(bitsPerSecond, SEED, server);
        return new DialledThroughput(
                bitsPerSecond,
                Transfer.measure(way, Load.UP, bytes),
                Transfer.measure(way, Load.DOWN, bytes),
                Transfer.measure(way, Load.BOTH, bytes));
    }

    /// The line rate less framing, payload bytes per second: 8N1, the largest segments, no
    /// acknowledgements in the way.
    public double ceiling() {
        return (double) bitsPerSecond / BITS_PER_BYTE * PAYLOAD / (PAYLOAD + FRAMING);
    }

    /// The smallest share of the ceiling that a way reached, 0 to 1.
    public double leastShare() {
        double least = Math.min(Math.min(up.up(), down.down()), Math.min(both.up(), both.down()));
        return least / ceiling();
    }
}
