package org.kadec21.bench.recording;

import org.kadec21.bench.recording.Recording.Line;
import org.kadec21.bench.transcript.Direction;
import org.kadec21.bench.transcript.Entry;
import org.kadec21.bench.transcript.Escapes;
import org.kadec21.hal.Deadline;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Plays a recording as the module: waits for what the host wrote then, answers with what came
/// then, after the time it took then. Pure: `(state, event, now) -> (state, steps)`.
///
/// A host that writes before the module has said all that was recorded gets the rest at once. One
/// that writes something else has left the recording: that is told once a line, the line is
/// answered by ERROR, and the recording waits at the same place. After a closing that the recording
/// does not have, the next line decides: what it awaits goes on, anything else begins anew.
public final class Replay {

    private static final byte[] REFUSAL = "\r\nERROR\r\n".getBytes(StandardCharsets.US_ASCII);

    /// A stray host that stops in the middle of a line has said all it wanted.
    private static final Duration STRAY_PAUSE = Duration.ofSeconds(1);

    /// Longest piece of what a stray host wrote that is shown.
    private static final int MAX_SHOWN = 120;

    private final List<Line> lines;
    private final List<Step> steps = new ArrayList<>();
    private final ByteArrayOutputStream toSay = new ByteArrayOutputStream();
    private final StringBuilder stray = new StringBuilder();
    private int at;
    private HostLine expected = HostLine.none();
    private int alreadyEchoed;
    private long since;
    private boolean isStray;
    private long strayAt;
    private boolean begun;
    private boolean inDoubt;
    private final ByteArrayOutputStream doubted = new ByteArrayOutputStream();
    private int muted;

    public Replay(Recording recording, long nowNanos) {
        lines = recording.lines();
        rewind(nowNanos);
    }

    /// Whether everything recorded has been played since the last rewind.
    public boolean isOver() {
        return at == lines.size();
    }

    /// The host writes.
    public List<Step> written(byte[] bytes, int length, long now) {
        begun = true;
        for (int i = 0; i < length; i++) {
            write(bytes[i], now);
        }
        return result();
    }

    /// The last program has closed the port.
    public List<Step> closed(long now) {
        isStray = false;
        stray.setLength(0);
        hasten(now);
        if (!isOver() && isClosing(lines.get(at))) {
            advance(now);
            hasten(now);
            if (isOver()) {
                rewind(now);
            }
        } else if (isOver()) {
            tellTheEnd();
            rewind(now);
        } else if (begun) {
            doubt();
        }
        return result();
    }

    /// To be called at [#due()].
    public List<Step> timePassed(long now) {
        if (isStray && strayPauseEnds().atNanos() <= now) {
            tellDeparture();
        }
        while (speaks() && speaksAt().atNanos() <= now) {
            long then = speaksAt().atNanos();
            say(lines.get(at));
            advance(then);
        }
        return result();
    }

    /// When [#timePassed(long)] wants to be called, unless something else happens.
    public Deadline due() {
        Deadline speaks = speaks() ? speaksAt() : Deadline.never();
        return isStray ? speaks.earlier(strayPauseEnds()) : speaks;
    }

    private boolean speaks() {
        return !isOver() && lines.get(at).direction() == Direction.MODULE;
    }

    private Deadline speaksAt() {
        return Deadline.at(since).plus(lines.get(at).after());
    }

    private Deadline strayPauseEnds() {
        return Deadline.at(strayAt).plus(STRAY_PAUSE);
    }

    private void write(byte b, long now) {
        if (isStray) {
            stray(b, now);
            return;
        }
        hasten(now);
        while (!isOver() && lines.get(at).direction() == Direction.LINE) {
            advance(now);
            hasten(now);
        }
        if (isOver() || !expected.accept(b)) {
            if (inDoubt) {
                decide(b, now);
            } else {
                leave(b, now);
            }
            return;
        }
        if (inDoubt) {
            doubted.write(b);
        }
        echo(b);
        if (expected.isComplete()) {
            advance(now);
        }
    }

    /// Also in the middle of a line: some programs set the speed to 0 between two of its bytes.
    private void doubt() {
        inDoubt = true;
        doubted.reset();
    }

    /// What was written since the closing is the rest of the awaited line no more: is it that line
    /// from its beginning, or the recording from its own?
    private void decide(byte b, long now) {
        HostLine whole = awaited();
        boolean fits = true;
        doubted.write(b);
        for (byte one : doubted.toByteArray()) {
            fits = fits && whole.accept(one);
        }
        if (!fits) {
            beginAnew(now);
            return;
        }
        expected = whole;
        echo(b);
        if (expected.isComplete()) {
            advance(now);
        }
    }

    /// The bytes since the closing that fitted the awaited line are played again, without a second
    /// echo.
    private void beginAnew(long now) {
        tellTheEnd();
        muted = expected.isEchoed() ? doubted.size() - 1 : 0;
        byte[] again = doubted.toByteArray();
        rewind(now);
        begun = true;
        for (byte one : again) {
            write(one, now);
        }
        muted = 0;
    }

    /// Where the module's next line begins with what the host writes, it is an echo and comes
    /// letter by letter.
    private void echo(byte b) {
        if (expected.isEchoed()) {
            if (muted > 0) {
                muted--;
            } else {
                toSay.write(b);
            }
            alreadyEchoed = lines.get(at).tokens().size();
        }
    }

    private void hasten(long now) {
        while (speaks()) {
            say(lines.get(at));
            advance(now);
        }
    }

    private void say(Line line) {
        for (int token : line.tokens().subList(alreadyEchoed, line.tokens().size())) {
            if (token == Escapes.SECRET) {
                toSay.writeBytes("***".getBytes(StandardCharsets.US_ASCII));
            } else {
                toSay.write(token);
            }
        }
        alreadyEchoed = 0;
    }

    private void advance(long now) {
        at++;
        since = now;
        inDoubt = false;
        expect();
    }

    private void rewind(long now) {
        at = 0;
        since = now;
        begun = false;
        inDoubt = false;
        alreadyEchoed = 0;
        expect();
    }

    private void expect() {
        expected = awaited();
    }

    private HostLine awaited() {
        if (isOver() || lines.get(at).direction() != Direction.HOST) {
            return HostLine.none();
        }
        List<Integer> next = at + 1 < lines.size() ? lines.get(at + 1).tokens() : List.of();
        boolean module = !next.isEmpty() && lines.get(at + 1).direction() == Direction.MODULE;
        return new HostLine(lines.get(at).tokens(), module ? next : List.of());
    }

    private void leave(byte b, long now) {
        isStray = true;
        stray.append(expected.matched());
        alreadyEchoed = 0;
        expect();
        stray(b, now);
    }

    private void stray(byte b, long now) {
        strayAt = now;
        if (stray.length() < MAX_SHOWN) {
            stray.append(Escapes.escape(b));
        }
        if (b == '\r' || b == '\n') {
            tellDeparture();
        }
    }

    private void tellDeparture() {
        steps.add(new Step.Tell(departure()));
        toSay.writeBytes(REFUSAL);
        stray.setLength(0);
        isStray = false;
    }

    private String departure() {
        String wrote = "but the host wrote '" + stray + "'";
        if (isOver()) {
            return "the recording is over (its last line is "
                    + lines.getLast().number()
                    + "), "
                    + wrote
                    + "; close the port to begin again";
        }
        Line line = lines.get(at);
        return "the host has left the recording: line "
                + line.number()
                + " expects '"
                + line.text()
                + "', "
                + wrote
                + "; answered ERROR, still waiting there";
    }

    private void tellTheEnd() {
        if (isOver()) {
            steps.add(new Step.Tell("the recording was played to its end; it begins anew"));
        } else {
            Line line = lines.get(at);
            steps.add(
                    new Step.Tell(
                            "the host has closed the port before line "
                                    + line.number()
                                    + " ('"
                                    + line.text()
                                    + "'); the recording begins anew"));
        }
    }

    private static boolean isClosing(Line line) {
        return line.direction() == Direction.LINE && line.text().equals(Entry.CLOSED);
    }

    private void flush() {
        if (toSay.size() > 0) {
            steps.add(new Step.Say(toSay.toByteArray()));
            toSay.reset();
        }
    }

    private List<Step> result() {
        flush();
        List<Step> result = List.copyOf(steps);
        steps.clear();
        return result;
    }
}
