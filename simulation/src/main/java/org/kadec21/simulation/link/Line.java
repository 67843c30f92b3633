package org.kadec21.simulation.link;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Signal;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/// One direction of a [LinkPair]: segments queue for the line one after the other, then travel
/// together.
final class Line {

    private record Segment(long arrivesAtNanos, byte[] bytes) {}

    private final String name;
    private final Time time;
    private final ArrayDeque<Segment> segments = new ArrayDeque<>();
    private final Signal arrival;
    private final Signal room;
    private LineShape shape;
    private int headOffset;
    private int occupiedBytes;
    private long freeAtNanos;
    private long endArrivesAtNanos = Long.MAX_VALUE;
    private boolean ended;
    private String broken = "";

    Line(String name, LineShape shape, Tasks tasks, Time time) {
        this.name = name;
        this.shape = shape;
        this.time = time;
        this.arrival = tasks.signal(name + " arrival");
        this.room = tasks.signal(name + " room");
    }

    void reshape(LineShape newShape) {
        shape = newShape;
    }

    void write(byte[] bytes, int offset, int length, Deadline deadline) throws LinkException {
        int done = 0;
        while (done < length) {
            awaitRoom(length - done, deadline);
            int piece =
                    Math.min(
                            Math.min(shape.segmentBytes(), length - done),
                            shape.bufferBytes() - occupiedBytes);
            send(Arrays.copyOfRange(bytes, offset + done, offset + done + piece));
            done += piece;
        }
    }

    /// Waits for room for a whole segment, or for all that is left: no dribbling of tiny ones (RFC
    /// 9293 3.8.6.2.1).
    private void awaitRoom(int left, Deadline deadline) throws LinkException {
        requireWhole();
        while (occupiedBytes + Math.min(shape.segmentBytes(), left) > shape.bufferBytes()) {
            if (!room.await(deadline)) {
                throw new LinkException(
                        name
                                + ": the peer took no bytes before the deadline, "
                                + left
                                + " left unsent");
            }
            requireWhole();
        }
    }

    private void requireWhole() throws LinkException {
        if (!broken.isEmpty()) {
            throw new LinkException(name + ": " + broken);
        }
        if (ended) {
            throw new LinkException(name + ": closed");
        }
    }

    private void send(byte[] bytes) {
        freeAtNanos = Math.max(freeAtNanos, time.nanos()) + shape.occupancyNanos(bytes.length);
        segments.add(new Segment(freeAtNanos + shape.latency().toNanos(), bytes));
        occupiedBytes += bytes.length;
        arrival.raise();
    }

    int read(byte[] buffer, int offset, int length, Deadline deadline) throws LinkException {
        return read(buffer, offset, length, deadline, () -> true);
    }

    /// Reads until `wanted` says no: then the stream is at its end for this reader.
    int read(byte[] buffer, int offset, int length, Deadline deadline, BooleanSupplier wanted)
            throws LinkException {
        while (wanted.getAsBoolean()) {
            if (!broken.isEmpty()) {
                throw new LinkException(name + ": " + broken);
            }
            int got = takeArrived(buffer, offset, length);
            if (got > 0) {
                room.raise();
                return got;
            }
            if (segments.isEmpty() && time.nanos() >= endArrivesAtNanos) {
                return -1;
            }
            if (time.isOver(deadline)) {
                return 0;
            }
            arrival.await(nextArrival().earlier(deadline));
        }
        return -1;
    }

    /// Has a waiting reader look again.
    void nudge() {
        arrival.raise();
    }

    private Deadline nextArrival() {
        Segment first = segments.peek();
        return Deadline.at(first == null ? endArrivesAtNanos : first.arrivesAtNanos());
    }

    private int takeArrived(byte[] buffer, int offset, int length) {
        int got = 0;
        for (Segment first = segments.peek();
                first != null && got < length && first.arrivesAtNanos() <= time.nanos();
                first = segments.peek()) {
            int piece = Math.min(length - got, first.bytes().length - headOffset);
            System.arraycopy(first.bytes(), headOffset, buffer, offset + got, piece);
            got += piece;
            headOffset += piece;
            if (headOffset == first.bytes().length) {
                segments.remove();
                headOffset = 0;
            }
        }
        occupiedBytes -= got;
        return got;
    }

    /// What has arrived and was not read is gone.
    void discardArrived() {
        byte[] sink = new byte[shape.bufferBytes()];
        while (takeArrived(sink, 0, sink.length) > 0) {
            room.raise();
        }
    }

    /// No more bytes from the sender; what was sent still travels.
    void end() {
        if (!ended) {
            ended = true;
            endArrivesAtNanos = Math.max(freeAtNanos, time.nanos()) + shape.latency().toNanos();
            arrival.raise();
            room.raise();
        }
    }

    /// The receiver is gone: what travels is lost, the sender finds out at its next write.
    void refuse() {
        breakDown("the peer has closed the connection");
    }

    /// The line is dead at once, both for sender and receiver.
    void breakDown(String reason) {
        if (broken.isEmpty()) {
            broken = reason;
            segments.clear();
            arrival.raise();
            room.raise();
        }
    }
}
