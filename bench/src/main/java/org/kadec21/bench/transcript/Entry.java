package org.kadec21.bench.transcript;

/// One line of a transcript.
///
/// @param nanos when it was said: what the host says counts when its last byte has come, what the
///   module says from its first byte on
/// @param text what was said as [Escapes] writes it, secrets masked; for [Direction#LINE] the name
///   of the event
public record Entry(Direction direction, long nanos, String text) {

    /// The last program has closed the port: DTR fell.
    public static final String CLOSED = "closed";
}
