package org.kadec21.firmware.boot;

import org.kadec21.firmware.store.LogReader;
import org.kadec21.firmware.store.LogReader.Quarantined;
import org.kadec21.firmware.store.StorageLimits;
import org.kadec21.hal.Flash;

import java.util.List;
import java.util.stream.Collectors;

/// What a boot finds on a flash that a person should know: files that this image could not use, and
/// room that has run out.
///
/// @param limits how room is shared out
record FlashConcerns(Flash flash, StorageLimits limits) {

    /// The boot loader tells of images itself.
    private static final String IMAGE = "image-";

    private static final int MOST_NAMED = 8;
    private static final String HEADLINE = "FLASH 記憶装置 ";

    Concern quarantined() {
        LogReader reader = new LogReader(flash);
        List<Quarantined> files =
                reader.quarantined().stream()
                        .filter(file -> !file.base().startsWith(IMAGE))
                        .toList();
        String words =
                files.stream()
                        .limit(MOST_NAMED)
                        .map(file -> sentence(file, reader.complaint(file)))
                        .collect(Collectors.joining("\n"));
        String rest =
                files.size() > MOST_NAMED
                        ? "\nand " + (files.size() - MOST_NAMED) + " files more"
                        : "";
        return new Concern("quarantine", HEADLINE + "quarantine", words + rest);
    }

    Concern room() {
        long free = flash.capacity().freeBytes();
        long needed = (long) limits.housekeepingBytes() + limits.mailBytes();
        String words =
                free >= needed
                        ? ""
                        : "expected at least "
                                + needed
                                + " bytes free for the next alarm, but the flash of "
                                + flash.capacity().totalBytes()
                                + " bytes has fewer; what waits is kept, but new mails may find no"
                                + " room: look after the mail server, or remove quarantined files"
                                + " and images";
        return new Concern("room", HEADLINE + "full", words);
    }

    private static String sentence(Quarantined file, String reason) {
        return "the unit's "
                + noun(file.base())
                + " could not be used: "
                + reason
                + "; it lies on the flash as "
                + file.name()
                + " and "
                + advice(file.base());
    }

    private static String noun(String base) {
        return switch (base) {
            case "outbox" -> "outbox";
            case "state" -> "memory of small facts";
            case "settings" -> "settings";
            case "transfer" -> "half an image";
            default -> base.startsWith("records-") ? "records" : "file " + base;
        };
    }

    private static String advice(String base) {
        if (base.startsWith("slots-")) {
            return "no longer says what the slots hold: prepare the board with the updater, and"
                    + " install an image";
        }
        return switch (base) {
            case "settings" -> "the unit works by its file alone: set again what is missing";
            case "outbox" -> "what waited in it is not sent: have a newer image read it";
            default -> "is kept for a newer image or a person";
        };
    }
}
