package org.kadec21.bench.roundtrips;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// One direction of a slow connection, in real time: segments occupy the line one after the other
/// and arrive half a round trip later.
final class Lane {

    private static final int READ_BYTES = 65_536;

    /// Segments on their way before the sender has to wait: more than any peer's window here.
    private static final int MOST_SEGMENTS = 64;

    private final LinkShape shape;
    private final BlockingQueue<Segment> travelling = new LinkedBlockingQueue<>(MOST_SEGMENTS);
    private long freeAt;

    /// Bytes that arrive at `nanos`; none at all is the end of the stream.
    private record Segment(byte[] bytes, long nanos) {}

    /// Learns of bytes.
    @FunctionalInterface
    interface Ear {
        void hear(int bytes);
    }

    Lane(LinkShape shape) {
        this.shape = shape;
    }

    /// Takes what comes until the end; returns then.
    void collect(InputStream in, Ear sent) throws InterruptedException {
        byte[] buffer = new byte[READ_BYTES];
        try {
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                sent.hear(count);
                for (int at = 0; at < count; at += LinkShape.SEGMENT) {
                    int end = Math.min(count, at + LinkShape.SEGMENT);
                    travel(Arrays.copyOfRange(buffer, at, end));
                }
            }
        } catch (IOException broken) {
            // an end like any other
        }
        travelling.put(new Segment(new byte[0], arrival(0)));
    }

    /// Hands over what arrives until the end; returns then.
    void deliver(OutputStream out, Ear arrived) throws InterruptedException {
        boolean open = true;
        while (true) {
            Segment segment = travelling.take();
            SlowLink.sleepUntil(segment.nanos());
            if (segment.bytes().length == 0) {
                return;
            }
            arrived.hear(segment.bytes().length);
            open = open && written(out, segment.bytes());
        }
    }

    private void travel(byte[] payload) throws InterruptedException {
        travelling.put(new Segment(payload, arrival(shape.nanosOnLine(payload.length))));
    }

    private long arrival(long nanosOnLine) {
        freeAt = Math.max(System.nanoTime(), freeAt) + nanosOnLine;
        return freeAt + shape.nanosOfDelay();
    }

    /// What comes for somebody who has left is counted all the same: it went over the line.
    private static boolean written(OutputStream out, byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
            return true;
        } catch (IOException left) {
            return false;
        }
    }
}
