package org.kadec21.bench.transcript;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Signal;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;

import java.util.List;
import java.util.function.Consumer;

/// Listens in on a line and hands on what was said, a line at a time.
///
/// ```java
/// Transcript transcript = Transcript.start(tasks, time, entry -> screen.show(entry.text()));
/// module.attach(new TappedLink(serial, transcript));
/// ```
public final class Transcript implements TappedLink.Tap {

    private final Assembler assembler = new Assembler();
    private final Time time;
    private final Consumer<Entry> reader;
    private final Signal changed;

    private Transcript(Tasks tasks, Time time, Consumer<Entry> reader) {
        this.time = time;
        this.reader = reader;
        changed = tasks.signal("transcript");
    }

    /// Begins to listen.
    ///
    /// @param reader takes each line, holding the baton; may not wait
    public static Transcript start(Tasks tasks, Time time, Consumer<Entry> reader) {
        Transcript transcript = new Transcript(tasks, time, reader);
        tasks.start("transcript", transcript::endPauses);
        return transcript;
    }

    @Override
    public void heard(Direction direction, byte[] bytes, int offset, int length) {
        hand(assembler.take(direction, bytes, offset, length, time.nanos()));
        changed.raise();
    }

    /// The last program has closed the port.
    public void closed() {
        hand(assembler.event(Entry.CLOSED, time.nanos()));
    }

    private void endPauses() {
        while (true) {
            Deadline due = assembler.due();
            if (!changed.await(due)) {
                hand(assembler.timePassed(time.nanos()));
            }
        }
    }

    private void hand(List<Entry> entries) {
        entries.forEach(reader);
    }
}
