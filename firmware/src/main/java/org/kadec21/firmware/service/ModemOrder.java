package org.kadec21.firmware.service;

import org.kadec21.firmware.service.Answer.Cause;
import org.kadec21.firmware.service.Answer.Done;
import org.kadec21.firmware.service.Answer.Refused;
import org.kadec21.firmware.service.PassThrough.Place;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// `modem`: the line becomes the module's own AT port, and nobody else's. The unit stays off the
/// air meanwhile, and takes the module back as one it knows nothing of.
final class ModemOrder implements Order {

    /// Whoever types nothing for so long has gone.
    static final Duration IDLE_END = Duration.ofMinutes(5);

    /// Also a terminal that never falls silent gives the module back: recorded data waits
    /// meanwhile.
    static final Duration LONGEST = Duration.ofHours(1);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration WRITE_LIMIT = Duration.ofSeconds(5);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
    private static final int CHUNK = 256;
    private static final int ENDED = -1;

    private final ServicedUnit serviced;
    private final Optional<String> port;
    private final Time time;
    private final Tasks tasks;

    /// @param port the module's; empty when the unit has none
    ModemOrder(ServicedUnit serviced, Optional<String> port) {
        this.serviced = serviced;
        this.port = port;
        this.time = serviced.board().time();
        this.tasks = serviced.board().tasks();
    }

    @Override
    public String name() {
        return "modem";
    }

    @Override
    public List<String> forms() {
        return List.of("modem");
    }

    @Override
    public String purpose() {
        return "the module's own AT port, until '~.' at the beginning of a line";
    }

    @Override
    public Answer carryOut(Arguments arguments, ServiceLine line) throws LinkException {
        if (!arguments.text().isEmpty()) {
            return PlainOrder.nothingBehind(name());
        }
        if (port.isEmpty()) {
            return new Refused(
                    Cause.UNAVAILABLE, "this unit has no module: it uses its host's network");
        }
        return new Hold(serviced).during(line, () -> passThrough(port.get(), line));
    }

    private Answer passThrough(String name, ServiceLine line) throws LinkException {
        ByteLink module;
        try {
            module =
                    serviced.board().ports().open(name, serviced.config().module().bitsPerSecond());
        } catch (LinkException busy) {
            return new Refused(Cause.UNAVAILABLE, String.valueOf(busy.getMessage()));
        }
        Tasks.Task listening = tasks.start("pass-through", () -> listen(module, line));
        try {
            line.news(
                    "the module hears you; '~.' at the beginning of a line ends this, and so do "
                            + IDLE_END.toMinutes()
                            + " min without a key, an alarm, and an hour in all");
            return new Done(talk(module, line.link()) + "; the module is the unit's again");
        } catch (ModuleGone gone) {
            return new Refused(Cause.UNAVAILABLE, String.valueOf(gone.getMessage()));
        } finally {
            module.close();
            listening.join(time.after(CLOSE_LIMIT));
        }
    }

    /// @return why it ended
    private String talk(ByteLink module, ByteLink person) throws LinkException, ModuleGone {
        byte[] typed = new byte[1];
        Place place = Place.BEGINNING;
        Deadline idle = time.after(IDLE_END);
        Deadline longest = time.after(LONGEST);
        while (!time.isOver(longest)) {
            int count = person.read(typed, 0, 1, time.after(BETWEEN_LOOKS).earlier(idle));
            if (count == ENDED) {
                throw new LinkException("the line of the service port was closed");
            }
            if (count > 0) {
                PassThrough.Step step = PassThrough.accept(place, typed[0]);
                if (step.ends()) {
                    return "ended by '~.'";
                }
                place = step.place();
                hand(module, step.bytes());
                idle = time.after(IDLE_END);
            } else if (time.isOver(idle)) {
                return "ended by itself: nothing was typed for " + IDLE_END.toMinutes() + " min";
            }
            if (serviced.unit().isAlarmWaiting()) {
                return "ended by the unit: an alarm has to go out";
            }
        }
        return "ended by itself: the module was away for " + LONGEST.toMinutes() + " min";
    }

    private void hand(ByteLink module, byte[] bytes) throws ModuleGone {
        try {
            module.write(bytes, time.after(WRITE_LIMIT));
        } catch (LinkException gone) {
            throw new ModuleGone(String.valueOf(gone.getMessage()));
        }
    }

    /// Until either line is closed.
    private void listen(ByteLink module, ServiceLine line) {
        byte[] heard = new byte[CHUNK];
        try {
            int count = module.read(heard, 0, CHUNK, Deadline.never());
            while (count > 0) {
                line.link().write(heard, 0, count, time.after(ServiceLine.WRITE_LIMIT));
                count = module.read(heard, 0, CHUNK, Deadline.never());
            }
        } catch (LinkException closed) {
            // whoever talks meets it too, or has closed it
        }
    }

    /// The module's port, not the person's, is dead.
    private static final class ModuleGone extends Exception {

        private static final long serialVersionUID = 1;

        ModuleGone(String message) {
            super(message);
        }
    }
}
