package org.kadec21.firmware.service.transfer;

import org.kadec21.firmware.service.HungUpException;
import org.kadec21.firmware.service.transfer.YmodemReceiver.Action;
import org.kadec21.firmware.service.transfer.YmodemReceiver.Event;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Time;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Lets a [YmodemReceiver] receive over a line.
public final class Delivery {

    /// How long a reply may wait for the line.
    public static final Duration WRITE_LIMIT = Duration.ofSeconds(10);

    /// Longer than any transfer that makes progress: 16 MiB at 9600 bit/s take 5 hours.
    public static final Duration WHOLE_LIMIT = Duration.ofHours(12);

    /// Silence behind a transfer that was broken off: its sender has noticed.
    public static final Duration NOTICED = Duration.ofSeconds(1);

    /// Whoever goes on sending for so long will not notice.
    public static final Duration SWALLOW_LIMIT = Duration.ofSeconds(10);

    private static final int READ_BYTES = 2048;

    private final ByteLink line;
    private final Time time;
    private final Shelf shelf;

    /// Where the bytes of a file go.
    @FunctionalInterface
    public interface Shelf {

        /// Makes the next bytes durable.
        ///
        /// @return empty when they are, or a sentence that says why they cannot be
        Optional<String> keep(byte[] bytes);
    }

    public Delivery(ByteLink line, Time time, Shelf shelf) {
        this.line = line;
        this.time = time;
        this.shelf = shelf;
    }

    /// Receives a file of `length` bytes.
    ///
    /// What is still under way of a transfer that was broken off is swallowed: on the line it would
    /// stand for orders, of whoever made the file.
    ///
    /// @throws LinkException when the line is dead, or the sender does not stop; what was kept
    ///   stays kept
    public Reception receive(int length) throws LinkException {
        YmodemReceiver receiver = new YmodemReceiver(length, now());
        Deadline limit = time.after(WHOLE_LIMIT);
        byte[] buffer = new byte[READ_BYTES];
        Optional<Reception> end = carryOut(receiver, new Event.Woken());
        while (end.isEmpty()) {
            int count = read(buffer, receiver.wakeAt().earlier(limit));
            end =
                    time.isOver(limit)
                            ? Optional.of(tooSlow(receiver))
                            : carryOut(receiver, event(buffer, count));
        }
        if (receiver.isBrokenOff()) {
            swallow(buffer);
        }
        return end.get();
    }

    private int read(byte[] buffer, Deadline deadline) throws LinkException {
        int count = line.read(buffer, 0, buffer.length, deadline);
        if (count < 0) {
            throw new LinkException(
                    "expected the sender to stay, but the line has ended; plug it in again and"
                            + " resume the transfer");
        }
        return count;
    }

    private void swallow(byte[] buffer) throws LinkException {
        Deadline limit = time.after(SWALLOW_LIMIT);
        while (read(buffer, time.after(NOTICED)) > 0) {
            if (time.isOver(limit)) {
                throw new HungUpException(
                        "expected the sender to stop, but it goes on behind a cancelled transfer");
            }
        }
    }

    private static Event event(byte[] buffer, int count) {
        return count == 0 ? new Event.Woken() : new Event.Received(Arrays.copyOf(buffer, count));
    }

    private Reception tooSlow(YmodemReceiver receiver) throws LinkException {
        return carryOut(
                        receiver,
                        new Event.Unkept(
                                "expected the image within "
                                        + WHOLE_LIMIT.toHours()
                                        + " hours; choose a higher speed, then resume the"
                                        + " transfer"))
                .orElseThrow();
    }

    private Optional<Reception> carryOut(YmodemReceiver receiver, Event event)
            throws LinkException {
        List<Action> actions = receiver.on(event, now());
        for (Action action : actions) {
            switch (action) {
                case Action.Keep(byte[] bytes) -> {
                    Optional<String> refused = shelf.keep(bytes);
                    if (refused.isPresent()) {
                        return carryOut(receiver, new Event.Unkept(refused.get()));
                    }
                }
                case Action.Write(byte[] bytes) -> line.write(bytes, time.after(WRITE_LIMIT));
                case Action.Finish(Reception reception) -> {
                    return Optional.of(reception);
                }
            }
        }
        return Optional.empty();
    }

    private Deadline now() {
        return Deadline.at(time.nanos());
    }
}
