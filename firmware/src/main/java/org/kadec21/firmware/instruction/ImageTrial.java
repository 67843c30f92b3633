package org.kadec21.firmware.instruction;

import org.kadec21.firmware.update.Slot;
import org.kadec21.firmware.update.SlotImage;
import org.kadec21.firmware.update.Slots;
import org.kadec21.firmware.update.Trial;

import java.util.Optional;

/// How the boot loader judges an image that came by mail, read from the slots that it shares.
sealed interface ImageTrial {

    /// It may still prove itself.
    record UnderWay() implements ImageTrial {}

    /// It has.
    record Confirmed(Slot slot) implements ImageTrial {}

    /// It has not.
    ///
    /// @param reason why, and what runs instead
    record Failed(String reason) implements ImageTrial {}

    /// How that image is doing.
    ///
    /// @param sha256 of the image that was installed
    static ImageTrial of(Slots slots, String sha256) {
        Optional<Slot> found = slot(slots, sha256);
        if (found.isEmpty()) {
            return new Failed("Its slot is empty or holds another image now.");
        }
        Slot slot = found.get();
        Trial trial = slots.trial(slot);
        if (slots.table().isConfirmed(slot)) {
            return new Confirmed(slot);
        }
        if (starts(slots, sha256)) {
            return trial.isGivenUp()
                    ? new Failed(
                            "It runs all the same, since the other slot is no way back: "
                                    + trial.givenUp())
                    : new UnderWay();
        }
        return new Failed(
                "What ran before runs again"
                        + (trial.isGivenUp() ? ": " + trial.givenUp() : "; it was put aside."));
    }

    /// Whether that image starts next.
    static boolean starts(Slots slots, String sha256) {
        return slots.table().start().filter(slot -> holds(slots, slot, sha256)).isPresent();
    }

    private static Optional<Slot> slot(Slots slots, String sha256) {
        Optional<Slot> start = slots.table().start().filter(slot -> holds(slots, slot, sha256));
        return start.or(() ->
                slots.table().start().map(Slot::other).filter(slot -> holds(slots, slot, sha256)));
    }

    private static boolean holds(Slots slots, Slot slot, String sha256) {
        return slots.table().in(slot).map(SlotImage::sha256).filter(sha256::equals).isPresent();
    }
}
