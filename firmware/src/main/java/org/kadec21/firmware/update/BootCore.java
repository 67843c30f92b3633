package org.kadec21.firmware.update;

import org.kadec21.firmware.update.BootEvent.Bitten;
import org.kadec21.firmware.update.BootEvent.CallEnded;
import org.kadec21.firmware.update.BootEvent.PoweredOn;
import org.kadec21.firmware.update.BootEvent.Ran;
import org.kadec21.firmware.update.BootState.OnTrial;
import org.kadec21.firmware.update.BootState.WayBack;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// The boot loader's decisions, as `docs/boot.md` has them in a table: which slot starts, when an
/// image is confirmed, when it is rolled back and when it had better stay.
///
/// @param rules which images could send
public record BootCore(SendingRules rules) {

    /// The version of this boot loader, to which images refer.
    public static final int VERSION = 1;

    /// The next state, and what is to be done, in order.
    public record Step(BootState state, List<BootCommand> commands) {

        public Step {
            commands = List.copyOf(commands);
        }

        static Step stay(BootState state) {
            return new Step(state, List.of());
        }
    }

    /// One step.
    ///
    /// @param now what the unit's clock shows
    public Step step(BootState state, BootEvent event, Instant now) {
        return switch (event) {
            case PoweredOn power -> new SlotChoice(rules, power, now).step();
            case Bitten bitten -> new Step(state, List.of(report(bitten)));
            case CallEnded call ->
                    state instanceof OnTrial trial ? called(trial, call, now) : Step.stay(state);
            case Ran ran ->
                    state instanceof OnTrial trial
                            ? judged(trial, ranFor(trial, ran.longer()), now)
                            : Step.stay(state);
        };
    }

    /// A start that ended so is spent like any other; people learn how it ended.
    private static BootCommand report(Bitten bitten) {
        return new BootCommand.Report(
                "expected a sign of life of "
                        + bitten.slot()
                                .map(slot -> "the image in slot " + slot.word())
                                .orElse("the code of the build")
                        + " at least every "
                        + bitten.patience().toSeconds()
                        + " s, but none came: it hung, and was ended and started again; report"
                        + " that to its maker");
    }

    /// Where no host answers, nobody can tell an image that cannot send from a network that is
    /// dead: neither is it confirmed, nor does it count against it.
    private Step called(OnTrial state, CallEnded call, Instant now) {
        if (!call.identified() || !call.registered()) {
            return Step.stay(heard(state, false));
        }
        return switch (call.submission()) {
            case FAILED_IN_SILENCE -> Step.stay(heard(state, true));
            case WENT ->
                    new Step(
                            new BootState.Proven(state.slot()),
                            List.of(
                                    new BootCommand.Confirm(state.slot()),
                                    new BootCommand.Report(
                                            "the image in slot "
                                                    + state.slot().word()
                                                    + " proved itself and is confirmed")));
            case FAILED_ON_PROVEN_NETWORK ->
                    judged(heard(state, false), state.trial().failedToSubmit(), now);
        };
    }

    private static OnTrial heard(OnTrial state, boolean silence) {
        return new OnTrial(state.slot(), state.trial(), state.wayBack(), silence);
    }

    private static Trial ranFor(OnTrial state, Duration longer) {
        return state.silence() ? state.trial().waitedFor(longer) : state.trial().ranFor(longer);
    }

    private Step judged(OnTrial state, Trial trial, Instant now) {
        if (!trial.isOverdue()) {
            return new Step(
                    new OnTrial(state.slot(), trial, state.wayBack(), state.silence()),
                    List.of(new BootCommand.Note(state.slot(), trial)));
        }
        Failure failure = new Failure(state.slot(), trial, trial.spentWords());
        return switch (openOnly(state.wayBack(), now)) {
            case WayBack.Open back ->
                    new Step(
                            new BootState.Leaving(back.slot()),
                            Stream.concat(
                                            failure.rollBack(back).stream(),
                                            Stream.of(new BootCommand.Restart()))
                                    .toList());
            case WayBack.Closed closed ->
                    new Step(new BootState.Stranded(state.slot()), failure.stay(closed));
        };
    }

    /// A way back may close while an image runs.
    private WayBack openOnly(WayBack wayBack, Instant now) {
        return switch (wayBack) {
            case WayBack.Open open ->
                    rules.obstacle(open.image(), now)
                            .<WayBack>map(WayBack.Closed::new)
                            .orElse(open);
            case WayBack.Closed closed -> closed;
        };
    }

    /// An image that did not prove itself.
    record Failure(Slot slot, Trial trial, String reason) {

        List<BootCommand> rollBack(WayBack.Open back) {
            return List.of(
                    new BootCommand.Note(slot, trial.givenUpFor(reason)),
                    new BootCommand.StartFromNowOn(back.slot()),
                    new BootCommand.Report(
                            "expected the image in slot "
                                    + slot.word()
                                    + " to prove itself, but "
                                    + reason
                                    + "; the unit went back to "
                                    + back.image().version()
                                    + " in slot "
                                    + back.slot().word()
                                    + ", have the new image looked at before it is installed"
                                    + " again"));
        }

        List<BootCommand> stay(WayBack.Closed closed) {
            return List.of(
                    new BootCommand.Note(slot, trial.givenUpFor(reason)),
                    new BootCommand.Report(
                            "expected the image in slot "
                                    + slot.word()
                                    + " to prove itself, but "
                                    + reason
                                    + "; the unit stays with it, since the other slot is no way"
                                    + " back: "
                                    + closed.reason()
                                    + "; install an image that can send"));
        }
    }
}
