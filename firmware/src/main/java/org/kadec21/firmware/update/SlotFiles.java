package org.kadec21.firmware.update;

/// Names of images on flash.
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
}
