package org.kadec21.bench.run;

import org.kadec21.bench.check.DeliveredMail.Content;
import org.kadec21.bench.check.ExpectedAlarm;
import org.kadec21.bench.check.MailboxCheck.Waiting;
import org.kadec21.firmware.outbox.Entry;
import org.kadec21.firmware.outbox.OutboxListing;
import org.kadec21.firmware.record.MeasurementRecord;
import org.kadec21.firmware.record.RecordListing;
import org.kadec21.hal.Flash;
import org.kadec21.mailbox.MalformedMailException;
import org.kadec21.mailbox.ReceivedMail;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/// What a unit's flash still holds for its recipients.
final class FlashReading {

    private FlashReading() {}

    /// What is still to go to `recipient`.
    static Waiting waiting(Flash flash, String recipient) {
        Set<ExpectedAlarm> alarms = new LinkedHashSet<>();
        OutboxListing outbox = OutboxListing.of(flash);
        outbox.open().stream()
                .filter(entry -> entry.openRecipients().contains(recipient))
                .forEach(entry -> add(entry, alarms));
        outbox.refused().stream()
                .filter(entry ->
                        entry.rejected().stream().anyMatch(one -> one.address().equals(recipient)))
                .forEach(entry -> add(entry, alarms));
        RecordListing records = RecordListing.of(flash);
        Set<Instant> times = new LinkedHashSet<>();
        for (MeasurementRecord row : records.records()) {
            if (row.number() > records.acknowledgedUpTo()) {
                times.add(row.observedAt());
            }
        }
        return new Waiting(alarms, times);
    }

    private static void add(Entry entry, Set<ExpectedAlarm> alarms) {
        if (entry.content()
                instanceof org.kadec21.firmware.outbox.Content.Rendered(byte[] message)) {
            try {
                if (MailReading.content(ReceivedMail.parse(message))
                        instanceof Content.Alarm(String rule, boolean onset, Instant time)) {
                    alarms.add(new ExpectedAlarm(rule, onset, time));
                }
            } catch (MalformedMailException e) {
                throw new IllegalStateException("mail " + entry.id() + " on flash is damaged", e);
            }
        }
    }
}
