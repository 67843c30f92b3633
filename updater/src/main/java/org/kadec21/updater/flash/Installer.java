package org.kadec21.updater.flash;

import org.kadec21.updater.image.FirmwareImage;
import org.kadec21.updater.image.Sha256;

import java.io.IOException;
import java.util.Optional;
import java.util.function.IntConsumer;

/// Puts a verified image into the slot that the unit can do without, and only then makes it the one
/// that starts. At every moment in between, a unit that loses its power starts the image it would
/// have started before.
public final class Installer {

    private final SlotStore store;

    public Installer(SlotStore store) {
        this.store = store;
    }

    /// Whether the slot that starts already holds exactly this image.
    public boolean isInstalled(SlotTable table, FirmwareImage image) throws IOException {
        Optional<Slot> start = table.start();
        return start.isPresent()
                && table.in(start.get())
                        .filter(it -> it.sha256().equals(Sha256.hex(image.bytes())))
                        .isPresent()
                && store.isSound(table, start.get());
    }

    /// Where the next image goes: into the slot that does not start. Only when that one holds the
    /// only image that has proved itself, or the one that starts is damaged itself, is it the slot
    /// that starts.
    public Slot target(SlotTable table) throws IOException {
        if (table.start().isEmpty()) {
            return Slot.A;
        }
        Slot start = table.start().get();
        Slot other = start.other();
        if (!store.isSound(table, other)) {
            return other;
        }
        boolean onlyTheOtherIsProven = confirmed(table, other) && !confirmed(table, start);
        return onlyTheOtherIsProven || !store.isSound(table, start) ? start : other;
    }

    /// Refuses an image for which the flash has no room.
    ///
    /// @throws IOException when it has none, or cannot be read
    public void requireRoom(SlotTable table, FirmwareImage image) throws IOException {
        store.requireRoom(table, target(table), image.bytes().length);
    }

    /// Installs.
    ///
    /// @param progress told how many bytes are written
    /// @return the slot that starts next
    /// @throws IOException when the flash has no room or fails; what started before still starts
    public Slot install(SlotTable table, FirmwareImage image, IntConsumer progress)
            throws IOException {
        requireRoom(table, image);
        Slot slot = target(table);
        SlotTable vacant = table.without(slot);
        if (!vacant.equals(table)) {
            store.write(vacant);
        }
        store.fill(vacant, slot, image.bytes(), progress);
        store.write(
                vacant.starting(
                        slot,
                        new SlotImage(
                                image.declaration().version(),
                                image.declaration().rollbackIndex(),
                                image.bytes().length,
                                Sha256.hex(image.bytes()),
                                false)));
        return slot;
    }

    private static boolean confirmed(SlotTable table, Slot slot) {
        return table.in(slot).filter(SlotImage::confirmed).isPresent();
    }
}
