package org.kadec21.firmware.update;

import org.kadec21.firmware.store.FileKind;
import org.kadec21.firmware.store.Frame;
import org.kadec21.firmware.store.Log;
import org.kadec21.firmware.store.LogReader;
import org.kadec21.hal.Flash;
import org.kadec21.hal.FlashFullException;
import org.kadec21.hal.Journal;

import java.util.List;
import java.util.Optional;

/// The second copy of a board's slot table (`docs/flash-layout.md`, kind 4), which steps in when
/// the table itself cannot be read: what the slots hold, and above all which rollback index is
/// burnt. It follows the table, at the latest at the next boot.
///
/// @param kind of the board
record SpareTable(Flash flash, Journal journal, String kind) {

    static final String BASE = "spare-";

    /// Empty when there is none, or none that can be read.
    Optional<SlotTable> read() {
        return new LogReader(flash)
                .frames(BASE + kind, FileKind.SLOTS)
                .flatMap(frames -> SlotFrames.of(frames).table());
    }

    /// Makes it the copy of `table`. A flash without room keeps an older copy: the index in it may
    /// be too low then, never too high.
    void keep(SlotTable table) {
        if (read().equals(Optional.of(table))) {
            return;
        }
        try {
            List<Frame> frames = List.of(SlotFrames.encode(table));
            Optional<Log> log =
                    Log.recover(flash, journal, BASE + kind, FileKind.SLOTS)
                            .map(Log.Recovered::log);
            if (log.isPresent()) {
                log.get().rewrite(frames);
            } else {
                Log.create(flash, journal, BASE + kind, FileKind.SLOTS, frames);
            }
        } catch (FlashFullException full) {
            journal.event("firmware.unwritten", "reason", String.valueOf(full.getMessage()));
        }
    }
}
