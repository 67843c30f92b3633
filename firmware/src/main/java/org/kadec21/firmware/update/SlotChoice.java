package org.kadec21.firmware.update;

import org.kadec21.firmware.update.BootCore.Failure;
import org.kadec21.firmware.update.BootCore.Step;
import org.kadec21.firmware.update.BootState.WayBack;
import org.kadec21.firmware.update.Refusal.Reason;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What happens between power on and the first instruction of an image.
final class SlotChoice {

    private static final WayBack.Closed EITHER =
            new WayBack.Closed("its image did not prove itself either");

    private final SendingRules rules;
    private final BootEvent.PoweredOn power;
    private final Instant now;
    private final List<BootCommand> commands = new ArrayList<>();

    SlotChoice(SendingRules rules, BootEvent.PoweredOn power, Instant now) {
        this.rules = rules;
        this.power = power;
        this.now = now;
    }

    Step step() {
        putAwayWhatIsDamaged();
        Optional<Slot> wanted = power.table().start();
        List<Slot> order =
                wanted.map(slot -> List.of(slot, slot.other())).orElse(List.of()).stream()
                        .filter(slot -> sound(slot).isPresent() && !isSuperseded(slot))
                        .toList();
        List<Slot> fitting = order.stream().filter(slot -> refusal(slot).isEmpty()).toList();
        Optional<Slot> startable =
                fitting.stream()
                        .filter(slot -> objection(slot).isEmpty())
                        .findFirst()
                        .or(() -> fitting.stream().findFirst())
                        .or(() -> order.stream().filter(this::canStartAsLastResort).findFirst());
        if (startable.isEmpty()) {
            return onBase(wanted);
        }
        Slot slot = startable.get();
        if (!wanted.equals(startable)) {
            begin(slot);
        }
        refusal(slot)
                .ifPresent(
                        refusal -> report(refusal.sentence() + "; until then it is used as it is"));
        objection(slot)
                .or(() -> revoked(slot))
                .ifPresent(objection ->
                        report(
                                "the image in slot "
                                        + slot.word()
                                        + " is started for want of a better one: "
                                        + objection));
        return started(slot, wayBack(slot));
    }

    /// The state in which the image in `slot` runs that was chosen before.
    BootState running(Slot slot) {
        Trial trial = power.trial(slot);
        if (power.table().isConfirmed(slot)) {
            return new BootState.Proven(slot);
        }
        return trial.isGivenUp()
                ? new BootState.Stranded(slot)
                : new BootState.OnTrial(slot, trial, wayBack(slot));
    }

    /// A slot whose image can run, however it came to be chosen.
    private Step started(Slot slot, WayBack wayBack) {
        if (power.table().isConfirmed(slot)) {
            return end(new BootState.Proven(slot), new BootCommand.Start(slot));
        }
        Trial trial = power.trial(slot);
        if (trial.isGivenUp() || trial.isSpent()) {
            return afterFailure(
                    slot,
                    new Failure(
                            slot, trial, trial.isGivenUp() ? trial.givenUp() : trial.spentWords()),
                    trial.isGivenUp(),
                    wayBack);
        }
        Trial again = trial.startedAgain();
        commands.add(new BootCommand.Note(slot, again));
        return end(new BootState.OnTrial(slot, again, wayBack), new BootCommand.Start(slot));
    }

    private Step afterFailure(Slot slot, Failure failure, boolean told, WayBack wayBack) {
        return switch (wayBack) {
            case WayBack.Open back -> {
                commands.addAll(failure.rollBack(back));
                yield started(back.slot(), EITHER);
            }
            case WayBack.Closed closed -> {
                if (!told) {
                    commands.addAll(failure.stay(closed));
                }
                yield end(new BootState.Stranded(slot), new BootCommand.Start(slot));
            }
        };
    }

    private Step onBase(Optional<Slot> wanted) {
        wanted.ifPresent(slot ->
                report(
                        "expected an image that this board can start, but neither slot holds one"
                                + whyNot(slot).map(reason -> " (" + reason + ")").orElse("")
                                + "; the unit runs the code that it was built with,"
                                + " install an image"));
        return end(new BootState.OnBase(), new BootCommand.StartBase());
    }

    private void putAwayWhatIsDamaged() {
        for (Slot slot : Slot.values()) {
            if (power.content(slot) instanceof SlotContent.Damaged(String reason)) {
                commands.add(new BootCommand.Quarantine(slot, reason));
                report(
                        "slot "
                                + slot.word()
                                + " was put away: "
                                + reason
                                + "; install its image again");
            }
        }
    }

    private void begin(Slot slot) {
        commands.add(new BootCommand.StartFromNowOn(slot));
        whyNot(slot.other())
                .or(() -> objection(slot.other()))
                .or(() -> revoked(slot.other()))
                .ifPresent(reason ->
                        report(
                                "slot "
                                        + slot.word()
                                        + " is started instead of slot "
                                        + slot.other().word()
                                        + ": "
                                        + reason));
    }

    /// An image for another module may still find its network; there is nothing better.
    private boolean canStartAsLastResort(Slot slot) {
        return refusal(slot)
                .map(Refusal::reason)
                .filter(reason -> reason == Reason.WRONG_MODULE || reason == Reason.WRONG_BAND)
                .isPresent();
    }

    private WayBack wayBack(Slot from) {
        Slot other = from.other();
        Optional<ImageManifest> image = sound(other);
        if (image.isEmpty()) {
            return new WayBack.Closed(whyNot(other).orElse("it holds no image that can start"));
        }
        return refusal(other)
                .map(Refusal::sentence)
                .or(() ->
                        power.trial(other).isGivenUp()
                                ? Optional.of(EITHER.reason())
                                : rules.obstacle(image.get(), now))
                .<WayBack>map(WayBack.Closed::new)
                .orElseGet(() -> new WayBack.Open(other, image.get()));
    }

    private Optional<ImageManifest> sound(Slot slot) {
        return power.content(slot) instanceof SlotContent.Sound sound
                ? Optional.of(sound.manifest())
                : Optional.empty();
    }

    private Optional<Refusal> refusal(Slot slot) {
        return sound(slot).flatMap(power.table()::refusal);
    }

    /// Why what lies in a slot is not started, though it is not damaged.
    private Optional<String> whyNot(Slot slot) {
        return power.content(slot) instanceof SlotContent.Stranger(String reason)
                ? Optional.of(reason)
                : refusal(slot).map(Refusal::sentence);
    }

    private Optional<String> objection(Slot slot) {
        return sound(slot).flatMap(rules::ofConfiguration);
    }

    private Optional<String> revoked(Slot slot) {
        return sound(slot).flatMap(rules::revoked);
    }

    /// Whether its key was revoked, and the other slot can do without it.
    private boolean isSuperseded(Slot slot) {
        return revoked(slot).isPresent()
                && revoked(slot.other()).isEmpty()
                && wayBack(slot) instanceof WayBack.Open;
    }

    private void report(String sentence) {
        commands.add(new BootCommand.Report(sentence));
    }

    private Step end(BootState state, BootCommand last) {
        commands.add(last);
        return new Step(state, commands);
    }
}
