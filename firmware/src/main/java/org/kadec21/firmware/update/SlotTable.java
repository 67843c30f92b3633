package org.kadec21.firmware.update;

import org.kadec21.firmware.update.Refusal.Reason;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A board's slot table: what the board is, what its slots hold, which one starts.
///
/// @param board kind and revision
/// @param module word of the module in the unit, see [FittedModule]
/// @param bootLoader version of the board's boot loader
/// @param rollbackIndex the highest that this board has confirmed; no lower one comes back
/// @param start the slot that starts, if any is filled
/// @param slots the filled ones
public record SlotTable(
        BoardRevision board,
        String module,
        int bootLoader,
        int rollbackIndex,
        Optional<Slot> start,
        Map<Slot, SlotImage> slots) {

    public SlotTable {
        EnumMap<Slot, SlotImage> copy = new EnumMap<>(Slot.class);
        copy.putAll(slots);
        slots = Collections.unmodifiableMap(copy);
        if (start.isPresent() && !slots.containsKey(start.get())) {
            throw new IllegalArgumentException("an empty slot cannot start");
        }
    }

    /// A board whose slots are empty, with this boot loader.
    public static SlotTable empty(BoardRevision board, FittedModule module) {
        return new SlotTable(
                board, module.word(), BootCore.VERSION, 0, Optional.empty(), new LinkedHashMap<>());
    }

    /// The image in a slot.
    public Optional<SlotImage> in(Slot slot) {
        return Optional.ofNullable(slots.get(slot));
    }

    /// Whether the slot's image once proved itself here.
    public boolean isConfirmed(Slot slot) {
        return in(slot).filter(SlotImage::confirmed).isPresent();
    }

    /// Why this board must not have the image, if it must not.
    public Optional<Refusal> refusal(ImageManifest image) {
        Optional<FittedModule> known = FittedModule.of(module);
        if (known.isEmpty()) {
            return Optional.of(
                    new Refusal(
                            Reason.WRONG_MODULE,
                            "expected a module that this firmware knows in the slot table, but it"
                                    + " says '"
                                    + module
                                    + "'; write the table again with the updater's 'prepare'"));
        }
        return new ImageTarget(
                        Optional.of(board),
                        known,
                        Optional.of(bootLoader),
                        Optional.of(rollbackIndex))
                .refusal(image);
    }

    /// The same slots on changed hardware: another revision, module or boot loader.
    SlotTable onHardware(SlotTable hardware) {
        return new SlotTable(
                hardware.board,
                hardware.module,
                hardware.bootLoader,
                Math.max(rollbackIndex, hardware.rollbackIndex),
                start,
                slots);
    }

    /// The same with a rollback index that is at least this.
    SlotTable burnt(int index) {
        return new SlotTable(
                board, module, bootLoader, Math.max(rollbackIndex, index), start, slots);
    }

    /// `slot` is empty; if it was the one to start, the other one starts, if there is one.
    SlotTable without(Slot slot) {
        EnumMap<Slot, SlotImage> rest = new EnumMap<>(Slot.class);
        rest.putAll(slots);
        rest.remove(slot);
        Optional<Slot> next =
                start.filter(slot::equals).isEmpty()
                        ? start
                        : Optional.of(slot.other()).filter(rest::containsKey);
        return new SlotTable(board, module, bootLoader, rollbackIndex, next, rest);
    }

    /// `slot` holds `image` and starts next.
    SlotTable starting(Slot slot, SlotImage image) {
        return new SlotTable(
                board, module, bootLoader, rollbackIndex, Optional.of(slot), with(slot, image));
    }

    /// A filled slot starts next.
    SlotTable starting(Slot slot) {
        return new SlotTable(board, module, bootLoader, rollbackIndex, Optional.of(slot), slots);
    }

    /// The image in a filled slot has proved itself: nothing behind it comes back.
    SlotTable confirmed(Slot slot) {
        SlotImage image = in(slot).orElseThrow();
        return new SlotTable(
                board,
                module,
                bootLoader,
                Math.max(rollbackIndex, image.rollbackIndex()),
                start,
                with(slot, image.asConfirmed()));
    }

    private Map<Slot, SlotImage> with(Slot slot, SlotImage image) {
        EnumMap<Slot, SlotImage> filled = new EnumMap<>(Slot.class);
        filled.putAll(slots);
        filled.put(slot, image);
        return filled;
    }
}
