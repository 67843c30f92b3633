package org.kadec21.modem;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Secret;
import org.kadec21.hal.at.Command;
import org.kadec21.hal.at.Fields;
import org.kadec21.hal.at.Reply;
import org.kadec21.modem.Attachment.Cause;
import org.kadec21.modem.PinMemory.Verdict;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// Gets a SIM ready, with its PIN if it asks for one (3GPP TS 27.007 8.3).
///
/// A PIN is remembered as in doubt before it is tried and by its verdict after, so that a cut in
/// between cannot make a wrong one be tried again: in doubt, it is only repeated when the SIM's
/// counter is full, or once when it was proven right before. One that this unit knows nothing of
/// may be the one that cost a try: it waits for a full counter too, where the module tells the
/// counter, unless it was another one of this unit's that cost the try. The last try before the PUK
/// is left to a human.
final class SimUnlock {

    private static final Step<SimState> READY =
            new Step.Done<>(new SimState(SimState.READY, OptionalInt.empty()));

    private static final Duration BUSY_PAUSE = Duration.ofSeconds(1);

    private static final int NO_SIM = 10;
    private static final int SIM_PUK_REQUIRED = 12;
    private static final int SIM_BUSY = 14;
    private static final int INCORRECT_PASSWORD = 16;

    private final ModuleLine line;
    private final Optional<Secret> pin;
    private final PinMemory memory;

    SimUnlock(ModuleLine line, Optional<Secret> pin, PinMemory memory) {
        this.line = line;
        this.pin = pin;
        this.memory = memory;
    }

    /// Asks the SIM what it wants, gives the PIN if that is it, and waits until it is ready.
    Step<SimState> unlock(Deadline deadline) {
        Deadline patience = line.time().after(line.limits().simReady()).earlier(deadline);
        Reply reply = askWhileBusy(patience);
        return switch (state(reply)) {
            case SimState.READY -> READY;
            case SimState.PIN -> givePin(deadline);
            case "" -> noAnswer(reply);
            case String state ->
                    new Step.Failed<>(
                            Cause.SIM,
                            "expected a SIM that is ready or asks for its PIN, it asks for "
                                    + state,
                            "unlock the SIM in a telephone with the PUK from its papers, then set"
                                    + " its PIN in the unit's configuration");
        };
    }

    /// What the SIM wants and how often it may be given wrongly; nothing is tried.
    Step<SimState> state(Deadline deadline) {
        Reply reply = askWhileBusy(line.time().after(line.limits().simReady()).earlier(deadline));
        String asksFor = state(reply);
        if (asksFor.isEmpty()) {
            return noAnswer(reply);
        }
        return switch (counter(deadline)) {
            case Step.Done<PinCounter>(PinCounter counter) ->
                    new Step.Done<>(new SimState(asksFor, counter.left()));
            case Step.Failed<PinCounter> failed -> failed.of();
        };
    }

    private Reply askWhileBusy(Deadline patience) {
        Reply reply = line.execute(Command.query("AT+CPIN?", "+CPIN:"), patience);
        while (Troubles.cmeCode(reply).orElse(0) == SIM_BUSY && !line.time().isOver(patience)) {
            line.pause(BUSY_PAUSE, patience);
            reply = line.execute(Command.query("AT+CPIN?", "+CPIN:"), patience);
        }
        return reply;
    }

    private static String state(Reply reply) {
        return reply instanceof Reply.Ok ok ? Fields.of(ok.first()).text(0).orElse("") : "";
    }

    private static Step<SimState> noAnswer(Reply reply) {
        String advice =
                Troubles.cmeCode(reply).orElse(0) == NO_SIM
                        ? "insert the SIM, contacts down, and restart the unit"
                        : "take the SIM out, clean its contacts and insert it again";
        return Troubles.of(reply, "the SIM's state", Cause.SIM, advice);
    }

    private Step<SimState> givePin(Deadline deadline) {
        if (pin.isEmpty()) {
            return refuse(
                    "the SIM asks for a PIN and the unit has none",
                    "set the SIM's PIN in the unit's configuration");
        }
        String mark = PinMemory.mark(pin.get());
        return switch (counter(deadline)) {
            case Step.Failed<PinCounter> failed -> failed.of();
            case Step.Done<PinCounter>(PinCounter counter) ->
                    objection(memory.verdict(mark), counter)
                            .orElseGet(() -> tryPin(pin.get(), mark, counter, deadline));
        };
    }

    private Optional<Step<SimState>> objection(Optional<Verdict> verdict, PinCounter counter) {
        if (counter.isLastTry()) {
            return Optional.of(
                    refuse(
                            "the SIM allows "
                                    + counter.left().getAsInt()
                                    + " more tries of its PIN, the unit leaves the last one to you",
                            "unlock the SIM in a telephone, which also resets the counter"));
        }
        if (verdict.filter(Verdict.REFUSED::equals).isPresent()) {
            return Optional.of(
                    refuse(
                            "the configured PIN was tried before and not accepted; a wrong PIN is"
                                    + " never tried twice",
                            "correct the PIN in the unit's configuration"));
        }
        if (verdict.filter(Verdict.IN_DOUBT::equals).isPresent() && !counter.isFull()) {
            return Optional.of(
                    refuse(
                            "the configured PIN was tried before and the SIM's verdict was never"
                                + " learnt; it is only tried again when the SIM's counter is full",
                            "unlock the SIM in a telephone, which fills its counter; if the module"
                                    + " does not tell the counter, give the SIM and the unit's"
                                    + " configuration a new PIN"));
        }
        if (verdict.isEmpty() && counter.isBegun() && !memory.hasTriedInVain()) {
            return Optional.of(
                    refuse(
                            "the SIM allows "
                                    + counter.left().getAsInt()
                                    + " of "
                                    + counter.of()
                                    + " tries of its PIN, and the configured one may be the one"
                                    + " that was refused; this unit has no memory of it and only"
                                    + " enters it while the counter is full",
                            "check the PIN in the unit's configuration, then enter it once by hand"
                                    + " in a telephone, which fills the counter; the doctor shows"
                                    + " the counter"));
        }
        return Optional.empty();
    }

    private Step<SimState> tryPin(
            Secret secret, String mark, PinCounter before, Deadline deadline) {
        boolean proven = memory.verdict(mark).filter(Verdict.ACCEPTED::equals).isPresent();
        memory.remember(mark, proven ? Verdict.PROVEN_IN_DOUBT : Verdict.IN_DOUBT);
        Reply reply = give(secret, deadline);
        if (Troubles.cmeCode(reply).orElse(0) == SIM_BUSY) {
            reply = afterBusy(reply, secret, before, deadline);
        }
        return switch (reply) {
            case Reply.Ok _ -> {
                memory.remember(mark, Verdict.ACCEPTED);
                yield awaitReady(deadline);
            }
            case Reply.Refusal refusal when isVerdict(refusal) -> {
                memory.remember(mark, Verdict.REFUSED);
                yield refuse(
                        "expected the SIM to accept the configured PIN, it said "
                                + Troubles.inWords(refusal)
                                + before.afterRefusal(),
                        "correct the PIN in the unit's configuration; this one will not be tried"
                                + " again");
            }
            case Reply other ->
                    Troubles.of(
                            other,
                            "the SIM's verdict on its PIN",
                            Cause.SIM,
                            "check the SIM in a telephone before the next attempt");
        };
    }

    private Reply give(Secret secret, Deadline deadline) {
        Command command = Command.of("AT+CPIN=\"" + secret.reveal() + "\"").hiding(secret);
        return line.execute(command, line.limits().radio(), deadline);
    }

    /// A busy SIM has not looked at the PIN, so it is given once more, unless the SIM turns out to
    /// be ready, or to have counted the try.
    private Reply afterBusy(Reply busy, Secret secret, PinCounter before, Deadline deadline) {
        Deadline patience = line.time().after(line.limits().simReady()).earlier(deadline);
        line.pause(BUSY_PAUSE, patience);
        Reply asked = askWhileBusy(patience);
        return switch (state(asked)) {
            case SimState.READY -> asked;
            case SimState.PIN ->
                    counter(deadline).equals(new Step.Done<>(before))
                            ? give(secret, deadline)
                            : busy;
            case String _ -> busy;
        };
    }

    /// Every other refusal (3GPP TS 27.007 9.2) tells of the module or of the SIM, not of the PIN.
    private static boolean isVerdict(Reply.Refusal refusal) {
        int code = Troubles.cmeCode(refusal).orElse(0);
        return code == INCORRECT_PASSWORD || code == SIM_PUK_REQUIRED;
    }

    private Step<SimState> awaitReady(Deadline deadline) {
        Deadline patience = line.time().after(line.limits().simReady()).earlier(deadline);
        Reply reply = askWhileBusy(patience);
        while (!state(reply).equals(SimState.READY)
                && reply instanceof Reply.Ok
                && !line.time().isOver(patience)) {
            line.pause(BUSY_PAUSE, patience);
            reply = askWhileBusy(patience);
        }
        return state(reply).equals(SimState.READY)
                ? READY
                : Troubles.of(
                        reply, "the SIM to be ready after its PIN", Cause.SIM, "restart the unit");
    }

    /// `+CPINR: SIM PIN,left,of` (3GPP TS 27.007 8.65); unknown when the module does not have it.
    /// Fails when the line is out of step or no time is left: then a PIN would be in doubt without
    /// having been tried.
    private Step<PinCounter> counter(Deadline deadline) {
        Reply reply = line.execute(PinCounter.query(), deadline);
        if (reply instanceof Reply.Silence && isInStep(deadline)) {
            return new Step.Done<>(PinCounter.UNKNOWN);
        }
        if (line.time().isOver(deadline)) {
            reply = new Reply.Silence("no time was left for the PIN");
        }
        return reply instanceof Reply.Unanswered
                ? Troubles.of(reply, "the SIM's counter of tries", Cause.MODULE, "restart the unit")
                : new Step.Done<>(PinCounter.of(reply));
    }

    private boolean isInStep(Deadline deadline) {
        return line.execute(Command.of("AT"), deadline) instanceof Reply.Ok;
    }

    private static Step<SimState> refuse(String reason, String advice) {
        return new Step.Failed<>(Cause.SIM, reason, advice);
    }
}
