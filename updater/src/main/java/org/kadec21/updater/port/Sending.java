package org.kadec21.updater.port;

import org.kadec21.updater.port.YmodemSender.Action;
import org.kadec21.updater.port.YmodemSender.Event;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntConsumer;

/// Lets a [YmodemSender] send over a line.
public final class Sending {

    /// What comes behind the last sign is no more the transfer's.
    private static final int READ_BYTES = 1;

    private final Line line;
    private final IntConsumer progress;

    /// @param progress told how many bytes the receiver has taken
    public Sending(Line line, IntConsumer progress) {
        this.line = line;
        this.progress = progress;
    }

    /// Sends one file.
    ///
    /// @throws IOException when the line is dead
    public Transmission send(String name, byte[] file) throws IOException {
        YmodemSender sender = new YmodemSender(name, file, line.nanos());
        byte[] buffer = new byte[READ_BYTES];
        Optional<Transmission> end = Optional.empty();
        while (end.isEmpty()) {
            long left = Math.max(0, sender.wakeAt() - line.nanos());
            int count = line.read(buffer, Duration.ofNanos(left));
            end =
                    carryOut(
                            sender,
                            count == 0
                                    ? new Event.Woken()
                                    : new Event.Received(Arrays.copyOf(buffer, count)));
        }
        return end.get();
    }

    private Optional<Transmission> carryOut(YmodemSender sender, Event event) throws IOException {
        for (Action action : sender.on(event, line.nanos())) {
            if (action instanceof Action.Write write) {
                line.write(write.bytes());
            } else if (action instanceof Action.Taken taken) {
                progress.accept(taken.bytes());
            } else if (action instanceof Action.Finish finish) {
                return Optional.of(finish.end());
            }
        }
        return Optional.empty();
    }
}
