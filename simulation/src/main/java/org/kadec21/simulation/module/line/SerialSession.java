package org.kadec21.simulation.module.line;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Signal;
import org.kadec21.hal.Tasks;

import java.util.Arrays;
import java.util.function.Consumer;

/// The module's side of one serial line: a task that reads, a task that writes, and a bounded
/// buffer between the core and the writer.
public final class SerialSession {

    /// Bytes on their way to the host; more are lost, as when nobody empties a UART.
    public static final int OUTPUT_BYTES = 64 * 1024;

    private static final int PIECE = 512;

    private final ByteLink link;
    private final Consumer<byte[]> received;
    private final ByteFifo output = new ByteFifo(OUTPUT_BYTES);
    private final Signal outputReady;
    private boolean ended;

    public SerialSession(ByteLink link, Tasks tasks, Consumer<byte[]> received) {
        this.link = link;
        this.received = received;
        this.outputReady = tasks.signal("module serial output");
    }

    /// Starts both tasks and returns the reading one, which ends with the line.
    public Tasks.Task start(Tasks tasks) {
        tasks.start("module serial writer", this::write);
        return tasks.start("module serial reader", this::read);
    }

    /// Queues bytes; returns how many were lost.
    public int transmit(byte[] bytes) {
        int added = ended ? bytes.length : output.add(bytes);
        outputReady.raise();
        return bytes.length - added;
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
                byte[] piece = output.take(PIECE);
                if (piece.length > 0) {
                    link.write(piece, Deadline.never());
                } else {
                    outputReady.await(Deadline.never());
                }
            }
        } catch (LinkException e) {
            end();
        }
    }
}
