package org.kadec21.bench.roundtrips;

import java.time.Duration;

/// A line as [SlowLink] plays it.
///
/// @param roundTrip from the first bit sent to the answer's first bit, without rate
/// @param bitsPerSecond each way; 0 for no limit
public record LinkShape(Duration roundTrip, int bitsPerSecond) {

    /// Payload of one segment over Ethernet or PPP (RFC 9293 3.7.1).
    static final int SEGMENT = 1460;

    /// IPv4 and TCP without options.
    static final int HEADER = 40;

    /// Neither delay nor rate.
    public static final LinkShape UNHINDERED = new LinkShape(Duration.ZERO, 0);

    /// How long a segment of `payload` bytes occupies the line.
    long nanosOnLine(int payload) {
        return bitsPerSecond == 0 ? 0 : (payload + HEADER) * 8L * 1_000_000_000L / bitsPerSecond;
    }

    /// Half a round trip.
    long nanosOfDelay() {
        return roundTrip.dividedBy(2).toNanos();
    }
}
