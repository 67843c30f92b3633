package org.kadec21.bench.roundtrips;

/// What some mails cost.
///
/// @param turns waits for the server up to the final 250, without those for the TCP handshake and
///   for the greeting
/// @param up bytes below TLS and above TCP, QUIT included
/// @param down the same towards the client
/// @param nanos from the first SYN to the final 250, without pauses between connections
public record Toll(int turns, long up, long down, long nanos) {

    /// Bytes both ways.
    public long bytes() {
        return up + down;
    }

    /// Seconds, rounded to hundredths.
    public double seconds() {
        return Math.round(nanos / 1e7) / 100.0;
    }

    Toll lessTurns(int fewer) {
        return new Toll(turns - fewer, up, down, nanos);
    }

    Toll plus(Toll other) {
        return new Toll(turns + other.turns, up + other.up, down + other.down, nanos + other.nanos);
    }
}
