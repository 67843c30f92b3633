package org.kadec21.bench.recording;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Signal;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;

import java.util.List;
import java.util.function.Consumer;

/// A [Replay] on a serial line.
public final class ReplayedModule {

    private static final int PIECE = 512;

    private final Replay replay;
    private final ByteLink line;
    private final Time time;
    private final Consumer<String> told;
    private final Signal changed;

    private ReplayedModule(
            Replay replay, ByteLink line, Tasks tasks, Time time, Consumer<String> told) {
        this.replay = replay;
        this.line = line;
        this.time = time;
        this.told = told;
        changed = tasks.signal("replay");
    }

    /// Serves the line until it ends.
    ///
    /// @param told takes what the person who watches should know
    public static ReplayedModule start(
            Recording recording, ByteLink line, Tasks tasks, Time time, Consumer<String> told) {
        Replay replay = new Replay(recording, time.nanos());
        ReplayedModule module = new ReplayedModule(replay, line, tasks, time, told);
        tasks.start("replay reader", module::listen);
        tasks.start("replay timer", module::speak);
        return module;
    }

    /// The last program has closed the port.
    public void closed() {
        perform(replay.closed(time.nanos()));
    }

    private void listen() {
        byte[] buffer = new byte[PIECE];
        try {
            int count = line.read(buffer, 0, PIECE, Deadline.never());
            while (count >= 0) {
                perform(replay.written(buffer, count, time.nanos()));
                count = line.read(buffer, 0, PIECE, Deadline.never());
            }
        } catch (LinkException gone) {
            told.accept(String.valueOf(gone.getMessage()));
        }
    }

    private void speak() {
        while (true) {
            if (!changed.await(replay.due())) {
                perform(replay.timePassed(time.nanos()));
            }
        }
    }

    private void perform(List<Step> steps) {
        changed.raise();
        for (Step step : steps) {
            switch (step) {
                case Step.Tell(String sentence) -> told.accept(sentence);
                case Step.Say(byte[] bytes) -> say(bytes);
            }
        }
    }

    private void say(byte[] bytes) {
        try {
            line.write(bytes, Deadline.never());
        } catch (LinkException gone) {
            told.accept(String.valueOf(gone.getMessage()));
        }
    }
}
