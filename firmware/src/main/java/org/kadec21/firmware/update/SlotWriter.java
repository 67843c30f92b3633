package org.kadec21.firmware.update;

import org.kadec21.firmware.store.StorageLimits;
import org.kadec21.hal.Flash;
import org.kadec21.hal.FlashException;
import org.kadec21.hal.FlashFullException;

import java.util.Arrays;

/// Writes images into the slots of a board.
///
/// @param kind of the board
record SlotWriter(Flash flash, String kind) {

    private static final int CHUNK_BYTES = 64 * 1024;

    /// Refuses what would take the room that alarms are promised.
    ///
    /// @throws FlashFullException when there is too little
    void requireRoom(Slot slot, int bytes) {
        String old = SlotFiles.image(kind, slot);
        long free = flash.capacity().freeBytes() + (flash.exists(old) ? flash.size(old) : 0);
        StorageLimits limits = StorageLimits.standard();
        long reserved = (long) limits.alarmReserveBytes() + limits.housekeepingBytes();
        if (free - reserved < bytes) {
            throw new FlashFullException(
                    "expected "
                            + bytes
                            + " bytes free for an image beside the "
                            + reserved
                            + " kept for alarms, but the flash has "
                            + free
                            + "; let the unit send what waits, or remove quarantined files");
        }
    }

    /// Fills a slot that the table calls empty, durably, and looks whether it holds what was
    /// written.
    void fill(Slot slot, byte[] file) {
        String name = SlotFiles.image(kind, slot);
        String unfinished = SlotFiles.beingWritten(kind, slot);
        SlotFiles.deleteIfPresent(flash, name);
        SlotFiles.deleteIfPresent(flash, unfinished);
        flash.create(unfinished);
        for (int at = 0; at < file.length; at += CHUNK_BYTES) {
            int end = Math.min(file.length, at + CHUNK_BYTES);
            flash.append(unfinished, Arrays.copyOfRange(file, at, end));
        }
        flash.force(unfinished);
        flash.rename(unfinished, name);
        flash.forceDirectory();
        if (!Arrays.equals(SlotFiles.read(flash, name), file)) {
            throw new FlashException(
                    "expected " + name + " to hold what was written to it, but it does not");
        }
    }
}
