package org.kadec21.simulation.module.line;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Signal;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;

/// The module's side of one serial line: a task that reads, a task that writes, and a bounded
/// buffer between the core and the writer.
public final class SerialSession {

    /// Bytes on their way to the host; more are lost, as when nobody empties a UART.
    public static final int OUTPUT_BYTES = 64 * 1024;

    private static final int PIECE = 512;

    private final ByteLink link;
    private final Consumer<byte[]> received;
    private final Runnable clearToSend;
    private final Runnable drained;
    private final Tasks tasks;
    private final Time time;
    private final Deque<Piece> output = new ArrayDeque<>();
    private final Signal outputReady;
    private int waiting;
    private Deadline deafUntil = Deadline.at(Long.MIN_VALUE);
    private boolean ended;

    private record Piece(Duration pause, byte[] bytes) {}

    /// @param received takes what was read
    /// @param drained told whenever the line has taken something
    /// @param clearToSend returns when more may be read; until then the host's writes have to wait
    public SerialSession(
            ByteLink link,
            Tasks tasks,
            Time time,
            Consumer<byte[]> received,
            Runnable clearToSend,
            Runnable drained) {
        this.drained = drained;
        this.clearToSend = clearToSend;
        this.tasks = tasks;
        this.time = time;
        this.link = link;
        this.received = received;
        this.outputReady = tasks.signal("module serial output");
    }

    /// Bytes that the line has not taken yet.
    public int waiting() {
        return waiting;
    }

    /// Starts both tasks and returns the reading one, which ends with the line.
    public Tasks.Task start() {
        tasks.start("module serial writer", this::write);
        return tasks.start("module serial reader", this::read);
    }

    /// Queues bytes; returns how many were lost.
    ///
    /// @param pause silence before them, which delays all that follows too
    public int transmit(Duration pause, byte[] bytes) {
        int taken = ended ? 0 : Math.min(bytes.length, OUTPUT_BYTES - waiting);
        if (taken > 0) {
            output.add(new Piece(pause, Arrays.copyOf(bytes, taken)));
            waiting += taken;
            outputReady.raise();
        }
        return ended ? 0 : bytes.length - taken;
    }

    /// Reads nothing for `span`, as when the module keeps CTS low: the host's writes have to wait.
    public void beDeaf(Duration span) {
        deafUntil = time.after(span);
    }

    public void end() {
        ended = true;
        link.close();
        outputReady.raise();
    }

    private void read() {
        byte[] buffer = new byte[PIECE];
        try {
            int count = link.read(buffer, 0, buffer.length, Deadline.never());
            while (count >= 0) {
                received.accept(Arrays.copyOf(buffer, count));
                clearToSend.run();
                if (!time.isOver(deafUntil)) {
                    tasks.sleepUntil(deafUntil);
                }
                count = link.read(buffer, 0, buffer.length, Deadline.never());
            }
        } catch (LinkException e) {
            // the host is gone; another line may be attached
        }
        end();
    }

    private void write() {
        try {
            while (!ended) {
                Piece piece = output.poll();
                if (piece == null) {
                    outputReady.await(Deadline.never());
                } else {
                    write(piece);
                }
            }
        } catch (LinkException e) {
            end();
        }
    }

    private void write(Piece piece) throws LinkException {
        if (!piece.pause().isZero()) {
            tasks.sleepUntil(time.after(piece.pause()));
        }
        for (int at = 0; at < piece.bytes().length && !ended; at += PIECE) {
            int length = Math.min(PIECE, piece.bytes().length - at);
            link.write(piece.bytes(), at, length, Deadline.never());
            waiting -= length;
            drained.run();
        }
    }
}
