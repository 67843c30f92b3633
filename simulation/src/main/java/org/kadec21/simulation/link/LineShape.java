package org.kadec21.simulation.link;

import java.time.Duration;

/// One direction of a line.
///
/// @param bitsPerSecond how fast bits leave the sender; 0 means at once
/// @param bitsPerByte 8, or 10 on an asynchronous serial line (8N1)
/// @param latency from the last bit sent to its arrival
/// @param segmentBytes bytes that travel and arrive together
/// @param bufferBytes bytes that may be under way or unread before the sender has to wait
public record LineShape(
        long bitsPerSecond, int bitsPerByte, Duration latency, int segmentBytes, int bufferBytes) {

    private static final int SEGMENT_BYTES = 536;
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int SERIAL_FIFO_BYTES = 64;
    private static final int SERIAL_BUFFER_BYTES = 4096;

    /// No rate, no latency: two programs on one host.
    public static LineShape direct() {
        return network(0, Duration.ZERO);
    }

    /// A network path; segments of 536 bytes, the default maximum segment size (RFC 9293 3.7.1).
    public static LineShape network(long bitsPerSecond, Duration latency) {
        return new LineShape(bitsPerSecond, 8, latency, SEGMENT_BYTES, BUFFER_BYTES);
    }

    /// An asynchronous serial line, 8N1.
    public static LineShape serial(int bitsPerSecond) {
        return new LineShape(
                bitsPerSecond, 10, Duration.ZERO, SERIAL_FIFO_BYTES, SERIAL_BUFFER_BYTES);
    }

    /// Nanoseconds that `bytes` occupy the line.
    public long occupancyNanos(int bytes) {
        return bitsPerSecond == 0
                ? 0
                : Math.multiplyExact(bytes * (long) bitsPerByte, 1_000_000_000L) / bitsPerSecond;
    }
}
