package org.kadec21.firmware.comms;

import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.config.UnitConfig.Recipient;
import org.kadec21.firmware.mail.MonitoringMail;
import org.kadec21.firmware.mail.RecordCsv;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.outbox.Acceptance;
import org.kadec21.firmware.outbox.Entry;
import org.kadec21.firmware.outbox.Envelope;
import org.kadec21.firmware.outbox.Storage;
import org.kadec21.firmware.record.MeasurementRecord;
import org.kadec21.hal.Time;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Decides which records the next monitoring mail carries, and fixes that on flash before it goes
/// (law 5).
final class CutMaker {

    /// Most records in one mail; keeps memory bounded when a ring of a year has to go.
    private static final int MOST_ROWS = 2000;

    /// Header fields, body and MIME frame, generously; the CSV itself is ASCII and travels as it
    /// is.
    private static final int FRAME_BYTES = 2048;

    private final UnitConfig unit;
    private final Storage storage;
    private final MonitoringMail mail;
    private final RecordCsv csv;
    private final Time time;
    private final Notices notices;

    CutMaker(UnitConfig unit, Storage storage, Time time, Notices notices) {
        this.unit = unit;
        this.storage = storage;
        this.mail = new MonitoringMail(unit);
        this.csv = new RecordCsv(unit.channelNames());
        this.time = time;
        this.notices = notices;
    }

    /// The cut under way, or a new one from the first unsettled record, at most up to `owedUpTo`;
    /// empty when nothing is owed.
    Optional<Entry> current(long owedUpTo) {
        Optional<Entry> open = storage.outbox().openCut();
        if (open.isPresent()) {
            return open;
        }
        long first =
                Math.max(storage.outbox().settledUpTo(), storage.records().acknowledgedUpTo()) + 1;
        if (first > owedUpTo) {
            return Optional.empty();
        }
        List<MeasurementRecord> rows = storage.records().read(first, owedUpTo, MOST_ROWS);
        if (rows.isEmpty()) {
            storage.records()
                    .acknowledge(owedUpTo); // the ring lost them all, and said so when it did
            return Optional.empty();
        }
        return cut(fitting(rows));
    }

    private Optional<Entry> cut(List<MeasurementRecord> rows) {
        String messageId = mail.messageId(rows.getFirst(), rows.getLast());
        Envelope envelope =
                new Envelope(
                        messageId,
                        messageId,
                        time.now().atZone(unit.zone()).toOffsetDateTime(),
                        unit.mail().envelopeFrom(),
                        unit.mail().recipients().stream()
                                .filter(Recipient::monitoring)
                                .map(Recipient::address)
                                .toList());
        Acceptance acceptance =
                storage.outbox().cut(envelope, rows.getFirst().number(), rows.getLast().number());
        return switch (acceptance) {
            case Acceptance.Accepted accepted -> {
                notices.mailAccepted(messageId);
                yield Optional.of(accepted.entry());
            }
            case Acceptance.CutWaits waiting -> Optional.of(waiting.openCut());
            case Acceptance.AlreadyKnown known ->
                    throw new IllegalStateException(
                            "unsettled records in a settled cut: " + known.id());
            case Acceptance.Full full -> {
                notices.trouble("monitoring mail " + messageId + " has to wait: " + full.reason());
                yield Optional.empty();
            }
        };
    }

    /// As many rows as the airtime cap allows at the bearer's slowest rate, at least one.
    private List<MeasurementRecord> fitting(List<MeasurementRecord> rows) {
        long budget = budgetBytes();
        long bytes = csv.header().length();
        int count = 0;
        for (MeasurementRecord row : rows) {
            bytes += csv.line(row).getBytes(StandardCharsets.UTF_8).length;
            if (count > 0 && FRAME_BYTES + bytes > budget) {
                break;
            }
            count++;
        }
        return rows.subList(0, count);
    }

    private long budgetBytes() {
        int bytesPerSecond = unit.servers().getFirst().limits().bytesPerSecond();
        return unit.monitoring().airtimeCap().toMillis()
                * bytesPerSecond
                / Duration.ofSeconds(1).toMillis();
    }
}
