package org.kadec21.firmware.instruction;

import org.kadec21.firmware.instruction.ImageLedger.Coming;
import org.kadec21.firmware.instruction.ImageLedger.Phase;
import org.kadec21.firmware.instruction.Ledger.News;
import org.kadec21.firmware.transfer.Announcement;
import org.kadec21.firmware.transfer.Installation;
import org.kadec21.firmware.transfer.PartialImage;
import org.kadec21.firmware.transfer.TransferRefusal;
import org.kadec21.firmware.update.Slot;
import org.kadec21.firmware.update.Slots;

import java.util.Optional;

/// An image that comes by mail, from its first part on flash to the boot loader's verdict. The
/// ledger says how far it is: written behind the announcement of the bytes and before they are
/// thrown away, so that a loss of power in between is seen.
final class ImageDesk {

    private final ImageIntake intake;
    private final PartialImage partial;

    ImageDesk(ImageIntake intake) {
        this.intake = intake;
        this.partial = intake.partial();
    }

    /// Brings ledger, bytes and slots together, whatever came between them, and tells the end of
    /// what has ended.
    void catchUp() {
        intake.images()
                .coming()
                .ifPresentOrElse(this::pursue, () -> intake.arriving().ifPresent(this::adopt));
        expire();
        intake.reports().catchUp();
    }

    /// Whether an image that came by mail still has to prove itself: one thing is tried at a time.
    boolean isOnTrial() {
        return intake.images()
                .coming()
                .filter(coming -> coming.phase() == Phase.TRIAL)
                .filter(coming -> trial(coming) instanceof ImageTrial.UnderWay)
                .isPresent();
    }

    /// Installs what is complete.
    ///
    /// @return what ends the unit, so that its boot loader starts the image
    Optional<Runnable> install() {
        Optional<Coming> complete =
                intake.arriving()
                        .filter(_ -> partial.isComplete())
                        .filter(coming -> !isOverATrial(coming));
        if (complete.isEmpty()) {
            return Optional.empty();
        }
        Coming coming = complete.get().in(Phase.INSTALLING);
        intake.images().note(coming);
        return switch (new Installation(intake.desk()).install(coming.board(), coming.sha256())) {
            case Installation.Result.Installed _ -> {
                installed(coming);
                intake.reports().catchUp();
                yield intake.desk().restart();
            }
            case Installation.Result.Refused(TransferRefusal refusal) -> {
                refused(coming, refusal);
                intake.reports().catchUp();
                yield Optional.empty();
            }
        };
    }

    /// What was installed on site has to prove itself first.
    private boolean isOverATrial(Coming coming) {
        return intake.slots(coming.board())
                .flatMap(slots ->
                        slots.table()
                                .start()
                                .flatMap(slots.table()::in)
                                .map(image -> ImageTrial.of(slots, image.sha256())))
                .filter(ImageTrial.UnderWay.class::isInstance)
                .isPresent();
    }

    /// Bytes of which the ledger does not know: announced just before the power went, or done with.
    private void adopt(Coming found) {
        if (found.sequence() > intake.ledger().sequence()) {
            intake.images().note(found);
        } else {
            partial.discard();
        }
    }

    private void pursue(Coming known) {
        Optional<Coming> here = intake.arriving();
        boolean isHere = here.filter(it -> it.sequence() == known.sequence()).isPresent();
        switch (known.phase()) {
            case ARRIVING, INSTALLING -> {
                if (isHere && known.phase() == Phase.ARRIVING) {
                    return;
                }
                if (intake.slots(known.board())
                        .filter(it -> ImageTrial.starts(it, known.sha256()))
                        .isPresent()) {
                    installed(known);
                } else if (!isHere) {
                    here.ifPresentOrElse(intake.images()::note, () -> lost(known));
                }
            }
            case TRIAL -> {
                if (isHere) {
                    partial.discard();
                }
                judge(known);
            }
        }
    }

    private void judge(Coming known) {
        switch (trial(known)) {
            case ImageTrial.UnderWay _ -> {
                // the next call shows more
            }
            case ImageTrial.Confirmed(Slot slot) ->
                    end(known, ImageReports.CONFIRMED, "It runs from slot " + slot.word() + ".");
            case ImageTrial.Failed(String reason) -> end(known, ImageReports.TAKEN_BACK, reason);
        }
    }

    private void expire() {
        Optional<Announcement> old =
                partial.image().filter(image -> !intake.now().isBefore(image.keptUntil()));
        if (old.isPresent() && intake.arriving().isPresent()) {
            end(
                    intake.arriving().get(),
                    ImageReports.GIVEN_UP,
                    "It ended at "
                            + old.get().keptUntil()
                            + " with "
                            + partial.length()
                            + " of "
                            + old.get().bytes()
                            + " bytes here.");
            partial.discard();
        }
    }

    private void refused(Coming coming, TransferRefusal refusal) {
        switch (refusal.kind()) {
            case NOT_NOW, CONFIGURATION ->
                    intake.waits(
                            "image " + coming.sequence(), coming.sequence(), refusal.sentence());
            case MISTAKEN, UNUSABLE -> {
                end(coming, ImageReports.REFUSED, "The unit refused it: " + refusal.sentence());
                partial.discard();
            }
        }
    }

    private void installed(Coming coming) {
        Slots slots = intake.slots(coming.board()).orElseThrow();
        Slot slot = slots.table().start().orElseThrow();
        News news =
                told(
                        coming,
                        ImageReports.INSTALLED,
                        "Version "
                                + slots.table().in(slot).orElseThrow().version()
                                + " starts from slot "
                                + slot.word()
                                + ". It stays once a call by it went well.");
        intake.images().installed(coming, news);
        if (intake.arriving().filter(it -> it.sequence() == coming.sequence()).isPresent()) {
            partial.discard();
        }
    }

    private void lost(Coming known) {
        intake.images()
                .lost(
                        told(
                                known,
                                ImageReports.GIVEN_UP,
                                "What had arrived of it is gone: damaged, too old, or thrown away"
                                        + " on site. Send it again, under the same number, or a"
                                        + " higher one if another instruction was followed"
                                        + " since."));
    }

    private void end(Coming coming, String outcome, String words) {
        intake.images().ended(told(coming, outcome, words));
    }

    private News told(Coming coming, String outcome, String words) {
        intake.journal("instruction." + outcome, "sequence", coming.sequence(), "words", words);
        intake.notices().trouble("image " + coming.sequence() + " " + outcome + ": " + words);
        return new News(coming.sequence(), outcome, words);
    }

    private ImageTrial trial(Coming coming) {
        return intake.slots(coming.board())
                .map(slots -> ImageTrial.of(slots, coming.sha256()))
                .orElse(new ImageTrial.Failed("The board has no slot table any more."));
    }
}
