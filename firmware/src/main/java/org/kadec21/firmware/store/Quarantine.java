package org.kadec21.firmware.store;

import org.kadec21.hal.Flash;
import org.kadec21.hal.Journal;

/// Puts aside files that this image must not touch, under a name no log uses. Nothing here ever
/// deletes one: a newer image, or a person, may know what to do with it.
final class Quarantine {

    static final String PREFIX = "quarantine-";

    private final Flash flash;
    private final Journal journal;

    Quarantine(Flash flash, Journal journal) {
        this.flash = flash;
        this.journal = journal;
    }

    void put(LogName file, String reason) {
        String kept = PREFIX + file;
        for (int twin = 2; flash.exists(kept); twin++) {
            kept = PREFIX + file + "-" + twin;
        }
        flash.rename(file.toString(), kept);
        flash.forceDirectory();
        journal.event("file.quarantined", "file", file.toString(), "kept", kept, "reason", reason);
    }

    static String baseOf(String kept) {
        int dot = kept.indexOf('.');
        return kept.substring(PREFIX.length(), dot < 0 ? kept.length() : dot);
    }
}
