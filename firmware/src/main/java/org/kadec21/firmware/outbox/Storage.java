package org.kadec21.firmware.outbox;

import org.kadec21.firmware.record.RecordStore;
import org.kadec21.firmware.store.StateStore;
import org.kadec21.firmware.store.StorageLimits;
import org.kadec21.hal.Flash;
import org.kadec21.hal.Journal;
import org.kadec21.submission.MailResult;

import java.time.Instant;

/// All that a unit keeps on its flash, recovered together. Which records are settled is decided by
/// the outbox; the ring is told.
public record Storage(RecordStore records, Outbox outbox, StateStore state) {

    /// Every boot is a recovery (law 4): opens what is there, begins what is not.
    public static Storage open(Flash flash, Journal journal, StorageLimits limits) {
        StateStore state = StateStore.open(flash, journal);
        Outbox outbox = Outbox.open(flash, journal, limits);
        RecordStore records = RecordStore.open(flash, journal, limits);
        records.acknowledge(outbox.settledUpTo());
        outbox.openCut()
                .ifPresent(cut -> {
                    if (cut.content() instanceof Content.RecordCut(long first, long last)) {
                        records.skipTo(last);
                    }
                });
        return new Storage(records, outbox, state);
    }

    /// Records what an attempt came to, as [Outbox#conclude], and acknowledges the records of a cut
    /// that is settled by it.
    public void conclude(MailResult result, Instant at) {
        outbox.conclude(result, at);
        records.acknowledge(outbox.settledUpTo());
    }
}
