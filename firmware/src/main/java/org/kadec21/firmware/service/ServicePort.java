package org.kadec21.firmware.service;

import org.kadec21.hal.Board;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Journal;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;

import java.time.Duration;
import java.util.Optional;

/// The task that serves the service port: reads lines, has the [Console] judge them, carries orders
/// out. Whatever happens on the line, the unit goes on.
public final class ServicePort {

    /// Whoever says nothing for so long is logged out.
    public static final Duration IDLE_LOGOUT = Duration.ofMinutes(10);

    /// A port that is gone is looked for again after this time.
    public static final Duration REOPEN_AFTER = Duration.ofSeconds(10);

    private static final int ENDED = -1;

    private final Console console;
    private final Door door;
    private final Tasks tasks;
    private final Time time;
    private final Journal journal;
    private final ServiceMemory memory;
    private final Visit visit;
    private Console.State state;
    private Optional<ServiceLine> busy = Optional.empty();

    /// The hardware behind the service port.
    @FunctionalInterface
    public interface Door {

        /// Opens it; called again when it has gone.
        ///
        /// @throws LinkException when it cannot be opened now
        ByteLink open() throws LinkException;

        /// Removes at once what was made for it, because the program ends. A serial port just
        /// stays.
        default void remove() {}
    }

    private ServicePort(
            Console console, Door door, ServiceMemory memory, Visit visit, Board board) {
        this.console = console;
        this.door = door;
        this.memory = memory;
        this.visit = visit;
        this.tasks = board.tasks();
        this.time = board.time();
        this.journal = board.journal();
        this.state = Console.State.remembered(memory.wrongTries(), time.nanos());
    }

    /// Starts serving, for as long as the board has power.
    public static ServicePort start(Console console, Door door, ServiceMemory memory, Board board) {
        return start(console, door, memory, new Visit(Optional::empty), board);
    }

    /// @param visit is told of each login
    static ServicePort start(
            Console console, Door door, ServiceMemory memory, Visit visit, Board board) {
        ServicePort port = new ServicePort(console, door, memory, visit, board);
        board.tasks().start("service", port::run);
        return port;
    }

    /// Nobody is on the line any more: who comes next has to log in, and an order that waits for
    /// somebody ends. May be called by any task.
    public void hungUp() {
        state = state.left();
        busy.ifPresent(ServiceLine::hangUp);
    }

    private void run() {
        while (true) {
            try (ByteLink link = door.open()) {
                serve(link);
            } catch (LinkException gone) {
                journal.event("service.gone", "reason", String.valueOf(gone.getMessage()));
            }
            hungUp();
            tasks.sleepUntil(time.after(REOPEN_AFTER));
        }
    }

    private void serve(ByteLink bare) throws LinkException {
        ServiceLine line = new ServiceLine(bare, time);
        LineReader reader = new LineReader();
        byte[] one = new byte[1];
        while (true) {
            Deadline idle = state.loggedIn() ? time.after(IDLE_LOGOUT) : Deadline.never();
            int count = line.link().read(one, 0, 1, idle);
            if (count == ENDED) {
                return;
            }
            if (count == 0) {
                hungUp();
                line.news("logged out: nothing was said for " + IDLE_LOGOUT.toMinutes() + " min");
                continue;
            }
            Optional<Console.Event> event = reader.accept(one[0]);
            if (event.isPresent()) {
                line.begins(one[0]);
                judge(event.get(), line);
            }
        }
    }

    private void judge(Console.Event event, ServiceLine line) throws LinkException {
        int tries = state.wrongTries();
        Console.Step step = console.accept(state, event, time.nanos());
        state = step.state();
        if (state.wrongTries() != tries) {
            memory.wrongTries(state.wrongTries()); // before anybody learns what came of it
        }
        if (state.wrongTries() > tries) {
            journal.event("service.refused", "tries", state.wrongTries());
        }
        switch (step.command()) {
            case Console.Command.Say say -> {
                for (String text : say.lines()) {
                    line.say(text);
                }
                line.end(say.answer().line());
            }
            case Console.Command.Admit(String words) -> {
                journal.event("service.login");
                visit.begins();
                line.end(new Answer.Done(words).line());
                memory.draftLossTold();
            }
            case Console.Command.Greet(String words) -> line.end(words);
            case Console.Command.Perform(Order order, Arguments arguments) -> {
                journal.event("service.order", "order", order.name());
                perform(order, arguments, line);
            }
        }
    }

    private void perform(Order order, Arguments arguments, ServiceLine line) throws LinkException {
        busy = Optional.of(line);
        try {
            line.end(order.carryOut(arguments, line).line());
        } catch (HungUpException left) {
            journal.event(
                    "service.left",
                    "order",
                    order.name(),
                    "reason",
                    String.valueOf(left.getMessage()));
            state = state.left();
        } finally {
            busy = Optional.empty();
            line.pickUp();
        }
    }
}
