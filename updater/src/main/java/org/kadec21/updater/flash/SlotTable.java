package org.kadec21.updater.flash;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// A board's slot table: what the board is, what its slots hold, which one starts.
///
/// @param kind of the board, `communication`, `cpu` or `base`
/// @param revision of the board, a letter
/// @param module word of the module in the unit
/// @param bootLoader version of the board's boot loader
/// @param rollbackIndex the highest that this board has confirmed; no lower one comes back
/// @param start the slot that the boot loader starts, if any is filled
/// @param slots the filled ones
public record SlotTable(
        String kind,
        String revision,
        String module,
        int bootLoader,
        int rollbackIndex,
        Optional<Slot> start,
        Map<Slot, SlotImage> slots) {

    public SlotTable {
        EnumMap<Slot, SlotImage> copy = new EnumMap<>(Slot.class);
        copy.putAll(slots);
        slots = copy;
        if (start.isPresent() && !slots.containsKey(start.get())) {
            throw new IllegalArgumentException("an empty slot cannot start");
        }
    }

    /// A board whose slots are empty.
    public static SlotTable empty(
            String kind, String revision, String module, int bootLoader, int rollbackIndex) {
        return new SlotTable(
                kind, revision, module, bootLoader, rollbackIndex, Optional.empty(), Map.of());
    }

    /// `kind/revision`, as images name it.
    public String board() {
        return kind + "/" + revision;
    }

    /// The image in a slot.
    public Optional<SlotImage> in(Slot slot) {
        return Optional.ofNullable(slots.get(slot));
    }

    /// The same slots on changed hardware: another revision, module or boot loader.
    public SlotTable onHardware(SlotTable hardware) {
        return new SlotTable(
                kind,
                hardware.revision,
                hardware.module,
                hardware.bootLoader,
                Math.max(rollbackIndex, hardware.rollbackIndex),
                start,
                slots);
    }

    /// The same with a rollback index that is at least this.
    public SlotTable burnt(int index) {
        return new SlotTable(
                kind, revision, module, bootLoader, Math.max(rollbackIndex, index), start, slots);
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
        return new SlotTable(kind, revision, module, bootLoader, rollbackIndex, next, rest);
    }

    /// `slot` holds `image` and starts next.
    SlotTable starting(Slot slot, SlotImage image) {
        EnumMap<Slot, SlotImage> filled = new EnumMap<>(Slot.class);
        filled.putAll(slots);
        filled.put(slot, image);
        return new SlotTable(
                kind, revision, module, bootLoader, rollbackIndex, Optional.of(slot), filled);
    }
}
