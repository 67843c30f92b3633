package org.kadec21.simulation.module;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Signal;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.simulation.module.core.ModuleEvent;
import org.kadec21.simulation.module.device.ModuleTimings;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/// One TCP connection of the module, or its packet call: a task that connects and then reads as
/// long as the core has room, a task that writes what the core hands over. The core bounds both:
/// its buffers are the only ones.
final class Connection {

    private static final int PIECE = 1460;

    private final long number;
    private final Way way;
    private final Time time;
    private final ModuleTimings timings;
    private final Upwards upwards;
    private final Deque<byte[]> toSend = new ArrayDeque<>();
    private final Signal wake;
    private Optional<ByteLink> link = Optional.empty();
    private boolean closing;
    private boolean over;

    /// How it gets to its peer.
    @FunctionalInterface
    interface Way {
        ByteLink connect(Deadline deadline) throws LinkException;
    }

    /// The way back to the core.
    interface Upwards {

        void event(ModuleEvent event);

        int receiveRoom(long connection);
    }

    Connection(
            long number, Way way, Tasks tasks, Time time, ModuleTimings timings, Upwards upwards) {
        this.number = number;
        this.way = way;
        this.time = time;
        this.timings = timings;
        this.upwards = upwards;
        this.wake = tasks.signal("module connection " + number);
    }

    /// @param ended told when nothing of the connection is left
    void start(Tasks tasks, Consumer<Long> ended) {
        tasks.start(
                "module connection " + number,
                () -> {
                    if (connect()) {
                        tasks.start("module connection " + number + " writer", this::write);
                        read();
                    }
                    ended.accept(number);
                });
    }

    void send(byte[] bytes) {
        toSend.add(bytes);
        wake.raise();
    }

    void resume() {
        wake.raise();
    }

    /// Ends the connection, after what waits has been sent or at once.
    void close(boolean atOnce) {
        closing = true;
        if (atOnce) {
            toSend.clear();
            finish();
        }
        wake.raise();
    }

    private boolean connect() {
        try {
            ByteLink made = way.connect(time.after(timings.connect()));
            if (over) {
                made.close();
                return false;
            }
            link = Optional.of(made);
            upwards.event(new ModuleEvent.Connected(number));
            return true;
        } catch (LinkException e) {
            upwards.event(new ModuleEvent.ConnectFailed(number));
            return false;
        }
    }

    private void read() {
        byte[] buffer = new byte[PIECE];
        try {
            while (!over) {
                int room = upwards.receiveRoom(number);
                if (room == 0 && !closing) {
                    wake.await(Deadline.never());
                } else if (!receive(buffer, Math.clamp(room, 1, PIECE))) {
                    break;
                }
            }
        } catch (LinkException e) {
            // a broken connection ends like a closed one
        }
        upwards.event(new ModuleEvent.PeerClosed(number));
        finish();
    }

    /// What comes for a socket that the host has closed is read and dropped.
    private boolean receive(byte[] buffer, int most) throws LinkException {
        int count = open().read(buffer, 0, most, Deadline.never());
        if (count > 0 && !closing) {
            upwards.event(new ModuleEvent.Received(number, Arrays.copyOf(buffer, count)));
        }
        return count >= 0;
    }

    private void write() {
        try {
            while (!over) {
                byte[] bytes = toSend.poll();
                if (bytes != null) {
                    open().write(bytes, time.after(timings.sendStall()));
                    upwards.event(new ModuleEvent.Delivered(number, bytes.length));
                } else if (closing) {
                    finish();
                } else {
                    wake.await(Deadline.never());
                }
            }
        } catch (LinkException e) {
            upwards.event(new ModuleEvent.PeerClosed(number));
            finish();
        }
    }

    private ByteLink open() throws LinkException {
        return link.orElseThrow(() -> new LinkException("connection " + number + " is not open"));
    }

    private void finish() {
        over = true;
        link.ifPresent(ByteLink::close);
        wake.raise();
    }
}
