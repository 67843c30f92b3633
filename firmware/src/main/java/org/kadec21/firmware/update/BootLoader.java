package org.kadec21.firmware.update;

import org.kadec21.firmware.update.BootEvent.Submission;
import org.kadec21.hal.FlashFullException;
import org.kadec21.hal.Journal;
import org.kadec21.hal.Time;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Boots a board from its slots, and afterwards watches the image that it started: does on flash
/// what [BootCore] decides. On a computer the two halves are two processes, which share nothing but
/// the flash: [#powerOn()] in the first, [#watching] in the second.
///
/// ```java
/// switch (BootLoader.of(slots, rules, time, journal).powerOn()) {
///     case BootLoader.Choice.Image image -> start(image.file(), image.manifest());
///     case BootLoader.Choice.Base base -> startWhatIsBuiltIn();
/// }
/// ```
public final class BootLoader {

    private final Slots slots;
    private final BootCore core;
    private final Time time;
    private final Journal journal;
    private BootState state = new BootState.Off();
    private SlotTable begun;
    private Choice choice = new Choice.Base();
    private boolean restartWanted;

    /// What a board starts.
    public sealed interface Choice {

        /// An image in front of the base's libraries.
        ///
        /// @param file the image, byte for byte as it was installed
        record Image(Slot slot, ImageManifest manifest, byte[] file) implements Choice {}

        /// The code that the base was built with.
        record Base() implements Choice {}
    }

    private BootLoader(Slots slots, SendingRules rules, Time time, Journal journal) {
        this.slots = slots;
        this.begun = slots.table();
        this.core = new BootCore(rules);
        this.time = time;
        this.journal = journal;
    }

    /// The boot loader of a board.
    public static BootLoader of(Slots slots, SendingRules rules, Time time, Journal journal) {
        return new BootLoader(slots, rules, time, journal);
    }

    /// The boot loader beside the image that it started from `slot` in another process; beside the
    /// code of the base when there is none.
    public static BootLoader watching(
            Slots slots, SendingRules rules, Time time, Journal journal, Optional<Slot> slot) {
        BootLoader loader = new BootLoader(slots, rules, time, journal);
        SlotChoice choice = new SlotChoice(rules, loader.findings(), time.now());
        loader.state = slot.map(choice::running).orElseGet(BootState.OnBase::new);
        return loader;
    }

    /// A watchdog ended what ran.
    ///
    /// @param patience how long it had been silent
    public void bitten(Duration patience) {
        take(new BootEvent.Bitten(slots.table().start(), patience));
    }

    /// Picks what starts, and keeps on flash that it does.
    public Choice powerOn() {
        take(findings());
        return choice;
    }

    /// The image went on air.
    public void callEnded(boolean identified, boolean registered, Submission submission) {
        take(new BootEvent.CallEnded(identified, registered, submission));
    }

    /// The image has been running for so much longer.
    public void ran(Duration longer) {
        take(new BootEvent.Ran(longer));
    }

    /// What people should be told, until [#told()].
    public List<String> reports() {
        return slots.reports();
    }

    /// The reports lie in the outbox.
    public void told() {
        slots.told();
    }

    /// The slots that it boots from: the only ones through which they may be changed while it is
    /// there.
    public Slots slots() {
        return slots;
    }

    public BootState state() {
        return state;
    }

    /// Whether the image that runs has to end, so that another one starts.
    public boolean isRestartWanted() {
        return restartWanted;
    }

    private BootEvent.PoweredOn findings() {
        Map<Slot, SlotContent> contents = new EnumMap<>(Slot.class);
        Map<Slot, Trial> trials = new EnumMap<>(Slot.class);
        for (Slot slot : Slot.values()) {
            contents.put(slot, core.rules().judged(slots.content(slot)));
            trials.put(slot, slots.trial(slot));
        }
        return new BootEvent.PoweredOn(slots.table(), contents, trials);
    }

    private void take(BootEvent event) {
        if (isOvertaken()) {
            state =
                    slots.table()
                            .start()
                            .<BootState>map(BootState.Leaving::new)
                            .orElseGet(BootState.OnBase::new);
        }
        BootCore.Step step = core.step(state, event, time.now());
        state = step.state();
        step.commands().forEach(this::execute);
        begun = slots.table();
    }

    /// Whether something was installed since the last event. What the image on trial does from then
    /// on says nothing about the one that starts next, perhaps from the same slot.
    private boolean isOvertaken() {
        return state instanceof BootState.OnTrial && !slots.table().equals(begun);
    }

    /// Where the flash has no room even for a few bytes, the unit goes on: a boot that is not
    /// counted is better than none.
    private void execute(BootCommand command) {
        try {
            run(command);
        } catch (FlashFullException full) {
            journal.event("firmware.unwritten", "reason", String.valueOf(full.getMessage()));
        }
    }

    private void run(BootCommand command) {
        switch (command) {
            case BootCommand.Note note -> slots.note(note.slot(), note.trial());
            case BootCommand.Quarantine damaged ->
                    slots.quarantine(damaged.slot(), damaged.reason());
            case BootCommand.StartFromNowOn next -> {
                slots.startWith(next.slot());
                tell("firmware.switched", next.slot());
            }
            case BootCommand.Confirm proven -> {
                slots.confirm(proven.slot());
                tell("firmware.confirmed", proven.slot());
            }
            case BootCommand.Report report -> {
                journal.event("firmware.reported", "text", report.sentence());
                slots.report(report.sentence());
            }
            case BootCommand.Start start -> {
                tell("firmware.started", start.slot());
                choice = image(start.slot());
            }
            case BootCommand.StartBase _ -> choice = new Choice.Base();
            case BootCommand.Restart _ -> restartWanted = true;
        }
    }

    private Choice image(Slot slot) {
        return slots.content(slot) instanceof SlotContent.Sound sound
                ? new Choice.Image(slot, sound.manifest(), sound.file())
                : new Choice.Base();
    }

    private void tell(String event, Slot slot) {
        journal.event(
                event,
                "board",
                slots.table().board().toString(),
                "slot",
                slot.word(),
                "version",
                slots.table().in(slot).map(SlotImage::version).orElse("none"));
    }
}
