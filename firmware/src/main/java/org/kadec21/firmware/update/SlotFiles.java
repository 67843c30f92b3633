package org.kadec21.firmware.update;

import org.kadec21.hal.Flash;

/// Images on flash, by their names.
final class SlotFiles {

    private SlotFiles() {}

    static String image(String kind, Slot slot) {
        return "image-" + kind + "-" + slot.word() + ".jar";
    }

    static String beingWritten(String kind, Slot slot) {
        return image(kind, slot) + ".new";
    }

    static String quarantined(String kind, Slot slot) {
        return "quarantine-" + image(kind, slot);
    }

    /// What lies there; of what is too long for an image, enough to see that.
    static byte[] read(Flash flash, String name) {
        return flash.read(name, 0, (int) Math.min(flash.size(name), Image.MOST_BYTES + 1L));
    }

    static void deleteIfPresent(Flash flash, String name) {
        if (flash.exists(name)) {
            flash.delete(name);
        }
    }
}
