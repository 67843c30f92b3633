package org.kadec21.hal.at;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.PowerOffException;
import org.kadec21.hal.Signal;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// A module's command port: executes one command at a time and hands URCs to a listener as they
/// come. A task of its own reads; whoever executes a command writes.
public final class AtPort implements AutoCloseable {

    private static final int READ_BYTES = 2048;

    /// How long a command waits for a line in quarantine to come into step: an ordinary command's
    /// patience. A blocking command's own would be spent on a line that only a reset brings back.
    static final Duration INTO_STEP = Duration.ofSeconds(10);

    private static final Deadline NOT_BUSY = Deadline.at(Long.MIN_VALUE);

    private final String name;
    private final ByteLink link;
    private final Time time;
    private final UrcListener listener;
    private final Trace trace;
    private final AtProtocol protocol;
    private final Signal changed;
    private final Signal freed;
    private final Deque<AtProtocol.Action.Write> writes = new ArrayDeque<>();
    private final Deque<Long> turns = new ArrayDeque<>();
    private Optional<Reply> finished = Optional.empty();
    private long nextTurn;
    private long receivedBytes;
    private Deadline busyUntil = NOT_BUSY;
    private boolean outOfStep;
    private boolean behindCall;
    private Optional<DataListener> listeningToData = Optional.empty();
    private Optional<String> powerOff = Optional.empty();
    private boolean taken;
    private boolean dead;

    private AtPort(
            String name,
            ByteLink link,
            Time time,
            Tasks tasks,
            UrcTable urcs,
            UrcListener listener,
            Trace trace) {
        this.name = name;
        this.link = link;
        this.time = time;
        this.listener = listener;
        this.trace = trace;
        protocol = new AtProtocol(urcs);
        changed = tasks.signal("at reply " + name);
        freed = tasks.signal("at port " + name);
    }

    /// Takes over `link` and starts reading from it in a task of its own, until the link ends.
    public static AtPort start(
            String name,
            ByteLink link,
            Time time,
            Tasks tasks,
            UrcTable urcs,
            UrcListener listener,
            Trace trace) {
        AtPort port = new AtPort(name, link, time, tasks, urcs, listener, trace);
        tasks.start("at reader " + name, port::readAll);
        return port;
    }

    /// Executes a command and waits for its end. Several tasks may ask; they take turns. On a line
    /// in quarantine the command goes out once the line is in step again; when it is not after
    /// [#INTO_STEP], nor when the module may last be busy, the command ends as [Reply.OutOfStep].
    public Reply execute(Command command, Deadline deadline) {
        return execute(command, deadline, deadline);
    }

    /// The same for a command that blocks the port.
    ///
    /// @param longest until when the module may take for it; when `deadline` comes first, the
    ///   module is busy until then for all that is known ([#busyUntil()])
    public Reply execute(Command command, Deadline deadline, Deadline longest) {
        return execute(command, Optional.of(INTO_STEP), deadline, longest);
    }

    /// Executes a command that dials. After [Reply.Connect] the port is in data mode: what comes
    /// goes to `data`, what goes is [#writeData], and commands end as [Reply.DataMode], until
    /// [#endData].
    public Reply dial(Command command, DataListener data, Deadline deadline) {
        listeningToData = Optional.of(data);
        Reply reply = execute(command.dialling(), deadline);
        if (!(reply instanceof Reply.Connect)) {
            listeningToData = Optional.empty();
        }
        return reply;
    }

    /// Writes bytes of the data call that `caller` listens to.
    ///
    /// @throws LinkException when the call is over, the port is dead, or `deadline` came before all
    ///   were written
    public void writeData(DataListener caller, byte[] bytes, Deadline deadline)
            throws LinkException {
        if (!isCallOf(caller)) {
            throw new LinkException("expected a data call on " + name + ", there is none");
        }
        link.write(bytes, deadline);
    }

    /// The data call that `caller` listens to is over as far as we are concerned. Whether the
    /// module agrees shows when it is asked next: the line is in quarantine.
    public void endData(DataListener caller) {
        if (isCallOf(caller)) {
            listeningToData = Optional.empty();
            behindCall = true;
            perform(protocol.on(new AtProtocol.Event.DataEnded(), now()));
        }
    }

    /// Asks `AT` until the line is in step and the module answers it, or `deadline`.
    public Reply probe(Deadline deadline) {
        return execute(Command.of("AT"), Optional.empty(), deadline, deadline);
    }

    private Reply execute(
            Command command, Optional<Duration> intoStep, Deadline deadline, Deadline longest) {
        if (!takeTurn(deadline)) {
            return new Reply.Silence(
                    "expected the port free for " + command + ", another command still holds it");
        }
        try {
            Deadline inStepBy =
                    intoStep.map(span -> later(busyUntil, time.after(span)).earlier(deadline))
                            .orElse(deadline);
            Reply reply = run(command, inStepBy, deadline);
            outOfStep = reply instanceof Reply.OutOfStep;
            behindCall = behindCall && reply instanceof Reply.Unanswered;
            busyUntil = busyAfter(reply, longest);
            return reply;
        } finally {
            taken = false;
            freed.raise();
        }
    }

    private boolean isCallOf(DataListener caller) {
        return listeningToData.filter(caller::equals).isPresent();
    }

    private Deadline busyAfter(Reply reply, Deadline longest) {
        return switch (reply) {
            case Reply.Silence _ -> later(busyUntil, longest);
            case Reply.OutOfStep _ -> busyUntil;
            case Reply.Ok _,
                    Reply.Connect _,
                    Reply.Refusal _,
                    Reply.Unreadable _,
                    Reply.Restarted _,
                    Reply.DataMode _,
                    Reply.Dead _ ->
                    NOT_BUSY;
        };
    }

    /// First come, first served: a task that executes one command after the other must not keep
    /// another from closing a connection.
    private boolean takeTurn(Deadline deadline) {
        long turn = nextTurn++;
        turns.addLast(turn);
        try {
            while (taken || turns.getFirst() != turn) {
                if (!freed.await(deadline) && time.isOver(deadline)) {
                    return false;
                }
            }
            taken = true;
            return true;
        } finally {
            turns.removeFirstOccurrence(turn);
            freed.raise();
        }
    }

    /// Writes `characters` outside of any command (`+++`); the next command first brings the line
    /// in step again. Only while no command is in flight, and no data call; else nothing is
    /// written.
    ///
    /// @return whether it was written
    public boolean interject(String characters, Deadline deadline) {
        if (taken || listeningToData.isPresent()) {
            return false;
        }
        perform(protocol.on(new AtProtocol.Event.Interjected(characters), now()));
        writeAll(deadline);
        return !dead;
    }

    /// Whether the port has ended; only a new one helps.
    public boolean isDead() {
        return dead;
    }

    /// Whether the last command was not sent since the line did not come into step.
    public boolean isOutOfStep() {
        return outOfStep;
    }

    /// Whether a data call has ended on our side and nothing was answered since: the module may
    /// still be in data mode.
    public boolean isBehindCall() {
        return behindCall;
    }

    /// Until when the module may still be busy with a command that was given up; in the past when
    /// its last command was answered.
    public Deadline busyUntil() {
        return busyUntil;
    }

    /// Bytes the module has sent so far.
    public long receivedBytes() {
        return receivedBytes;
    }

    /// Closes the link; the reading task ends. Commands in flight end as [Reply.Dead].
    @Override
    public void close() {
        link.close();
        lose("the port " + name + " was closed");
    }

    /// The power may go while a command is in flight, and who asked may catch that and ask again,
    /// as a TLS engine does for its last alert: the power is still off.
    private Reply run(Command command, Deadline inStepBy, Deadline deadline) {
        if (powerOff.isPresent()) {
            throw new PowerOffException(powerOff.get());
        }
        try {
            return dialogue(command, inStepBy, deadline);
        } catch (PowerOffException off) {
            powerOff = Optional.of(String.valueOf(off.getMessage()));
            throw off;
        }
    }

    private Reply dialogue(Command command, Deadline inStepBy, Deadline deadline) {
        finished = Optional.empty();
        perform(protocol.on(new AtProtocol.Event.Started(command, inStepBy, deadline), now()));
        writeAll(protocol.isInStep() ? deadline : inStepBy);
        while (finished.isEmpty()) {
            if (!changed.await(protocol.wakeAt())) {
                perform(protocol.on(new AtProtocol.Event.Woken(), now()));
            }
            writeAll(protocol.isInStep() ? deadline : inStepBy);
        }
        writes.clear();
        return finished.get();
    }

    private void writeAll(Deadline deadline) {
        while (!writes.isEmpty() && !dead) {
            AtProtocol.Action.Write write = writes.removeFirst();
            trace.line(time.now(), Trace.Direction.TO_MODULE, write.shown());
            try {
                link.write(write.bytes(), deadline);
            } catch (LinkException e) {
                lose("expected " + name + " to take " + write.shown() + ": " + e.getMessage());
            }
        }
    }

    private void readAll() {
        byte[] buffer = new byte[READ_BYTES];
        try {
            int length = link.read(buffer, 0, buffer.length, Deadline.never());
            while (length >= 0) {
                receivedBytes += length;
                perform(
                        protocol.on(
                                new AtProtocol.Event.Received(Arrays.copyOf(buffer, length)),
                                now()));
                changed.raise();
                length = link.read(buffer, 0, buffer.length, Deadline.never());
            }
            lose("the port " + name + " has ended; check that the module is still plugged in");
        } catch (LinkException e) {
            lose("reading from " + name + " failed: " + e.getMessage());
        }
    }

    private void lose(String reason) {
        if (!dead) {
            dead = true;
            perform(protocol.on(new AtProtocol.Event.Lost(reason), now()));
            changed.raise();
            listener.ended(reason);
            listeningToData.ifPresent(data -> data.ended(reason));
        }
    }

    private void perform(List<AtProtocol.Action> actions) {
        for (AtProtocol.Action action : actions) {
            switch (action) {
                case AtProtocol.Action.Write write -> writes.addLast(write);
                case AtProtocol.Action.Heard(String shown) ->
                        trace.line(time.now(), Trace.Direction.FROM_MODULE, shown);
                case AtProtocol.Action.Deliver(Urc urc) -> listener.heard(urc);
                case AtProtocol.Action.Finish(Reply reply) -> finished = Optional.of(reply);
                case AtProtocol.Action.Data(byte[] bytes) ->
                        listeningToData.ifPresent(data -> data.received(bytes));
            }
        }
    }

    private static Deadline later(Deadline one, Deadline other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private Deadline now() {
        return Deadline.at(time.nanos());
    }
}
