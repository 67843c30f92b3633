package org.kadec21.updating;

import org.kadec21.firmware.outbox.OutboxListing;
import org.kadec21.firmware.record.MeasurementRecord;
import org.kadec21.firmware.record.RecordListing;
import org.kadec21.firmware.store.StateStore;
import org.kadec21.hal.Flash;

import java.util.List;
import java.util.Map;

/// What a unit must not lose, by numbers and ids.
record Holdings(
        List<Long> records,
        long settledUpTo,
        List<String> open,
        List<String> refused,
        List<String> sent,
        Map<String, String> facts) {

    static Holdings of(Flash flash) {
        RecordListing records = RecordListing.of(flash);
        OutboxListing outbox = OutboxListing.of(flash);
        return new Holdings(
                records.records().stream().map(MeasurementRecord::number).toList(),
                outbox.settledUpTo(),
                outbox.open().stream().map(entry -> entry.id()).sorted().toList(),
                outbox.refused().stream().map(entry -> entry.id()).toList(),
                outbox.sent().stream().map(mail -> mail.id()).toList(),
                StateStore.list(flash));
    }
}
