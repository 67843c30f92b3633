package org.kadec21.firmware.mail;

import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.config.UnitConfig.Channel;
import org.kadec21.firmware.outbox.Content.RecordCut;
import org.kadec21.firmware.record.MeasurementRecord;
import org.kadec21.submission.MailDraft;
import org.kadec21.submission.MailDraft.Attachment;
import org.kadec21.submission.MailDraft.Header;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// The mails that carry recorded data: a summary to read, the records as CSV to compute with.
public final class MonitoringMail {

    private final UnitConfig unit;
    private final RecordCsv csv;
    private final LocalTimes times;

    public MonitoringMail(UnitConfig unit) {
        this.unit = unit;
        this.csv = new RecordCsv(unit.channelNames());
        this.times = new LocalTimes(unit.zone());
    }

    /// The Message-ID of a cut.
    public String messageId(MeasurementRecord first, MeasurementRecord last) {
        return unit.id()
                + ".m"
                + first.number()
                + "-"
                + last.number()
                + "."
                + first.observedAt().getEpochSecond()
                + "@"
                + unit.mail().domain();
    }

    /// The draft of a cut for one group of recipients; the same cut, records and date give the same
    /// draft.
    ///
    /// @param rows in the order of their numbers; fewer than the cut has, when the ring lost some
    public MailDraft draft(
            String messageId,
            ZonedDateTime date,
            RecipientGroup group,
            RecordCut cut,
            List<MeasurementRecord> rows) {
        String numbers = cut.first() + "-" + cut.last();
        return new MailDraft(
                group.idOf(messageId),
                date.withZoneSameInstant(unit.zone()),
                unit.mail().from(),
                group.addresses(),
                subject(date, rows, numbers),
                body(cut, rows),
                group.encoding(),
                headers(cut, rows.size()),
                List.of(
                        new Attachment(
                                unit.id() + "-" + numbers + ".csv",
                                "text/csv; charset=us-ascii",
                                csv.table(rows).getBytes(StandardCharsets.US_ASCII))));
    }

    /// With the day of the newest record, by which people look for it.
    private String subject(ZonedDateTime date, List<MeasurementRecord> rows, String numbers) {
        Instant newest = rows.isEmpty() ? date.toInstant() : rows.getLast().observedAt();
        return "[" + unit.id() + "] Records 観測データ " + times.day(newest) + " No. " + numbers;
    }

    private String body(RecordCut cut, List<MeasurementRecord> rows) {
        StringBuilder body = new StringBuilder();
        body.append("Unit 装置: ").append(unit.name()).append(" (").append(unit.id()).append(")\n");
        if (!rows.isEmpty()) {
            body.append("From 開始: ").append(times.text(rows.getFirst().observedAt())).append('\n');
            body.append("To 終了: ").append(times.text(rows.getLast().observedAt())).append('\n');
        }
        body.append("Records 件数: ").append(rows.size()).append('\n');
        long missing = cut.last() - cut.first() + 1 - rows.size();
        if (missing > 0) {
            body.append("Missing 欠測: ")
                    .append(missing)
                    .append(" records are not on the unit any more 装置に残っていません\n");
        }
        body.append('\n');
        for (Channel channel : unit.channels()) {
            body.append(new ChannelLine(channel).text(summary(channel, rows)));
        }
        return body.toString();
    }

    /// `least .. greatest`, a direction's last value, or nothing.
    private static String summary(Channel channel, List<MeasurementRecord> rows) {
        List<BigDecimal> values =
                rows.stream()
                        .map(row -> row.value(channel.name()))
                        .flatMap(Optional::stream)
                        .toList();
        if (values.isEmpty()) {
            return "";
        }
        return channel.isDirection()
                ? "last 最新 " + values.getLast()
                : Collections.min(values) + " .. " + Collections.max(values);
    }

    private List<Header> headers(RecordCut cut, int count) {
        List<Header> headers = new ArrayList<>(UnitHeaders.of(unit, MailKind.MONITORING));
        headers.add(new Header("X-Kadec21-First-Record", String.valueOf(cut.first())));
        headers.add(new Header("X-Kadec21-Last-Record", String.valueOf(cut.last())));
        headers.add(new Header("X-Kadec21-Records", String.valueOf(count)));
        return List.copyOf(headers);
    }
}
