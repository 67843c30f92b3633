package org.kadec21.firmware.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.alarm.AlarmChange;
import org.kadec21.firmware.alarm.AlarmRule;
import org.kadec21.firmware.config.NamedFiles;
import org.kadec21.firmware.config.UnitBinder;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.outbox.Content.RecordCut;
import org.kadec21.firmware.record.MeasurementRecord;
import org.kadec21.firmware.record.Sample;
import org.kadec21.firmware.record.Samples;
import org.kadec21.submission.MailDraft;
import org.kadec21.submission.MailDraft.Encoding;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/// Drafts as text, against files in `src/test/resources/mail`: what receivers' programs rely on.
class MailDraftsTest {

    private static final Instant NOTICED = Instant.parse("2013-01-01T02:00:00Z");
    private static final AlarmRule HIGH_WIND =
            new AlarmRule.Threshold(
                    "high-wind",
                    "wind_speed_mps",
                    AlarmRule.Direction.RISING,
                    new BigDecimal("15.0"),
                    new BigDecimal("12.0"),
                    Duration.ZERO);

    @Test
    void alarmLooksAsSpecified() throws IOException {
        AlarmChange change =
                new AlarmChange(HIGH_WIND, AlarmChange.Kind.ONSET, row(2, "15.4", "21.1"), "15.4");

        assertThat(text(new AlarmMail(unit()).drafts(change, NOTICED).getFirst()))
                .isEqualTo(golden("alarm.txt"));
    }

    @Test
    void recoveryLooksAsSpecified() throws IOException {
        AlarmChange change =
                new AlarmChange(HIGH_WIND, AlarmChange.Kind.CLEARED, row(3, "12.0", ""), "12.0");

        assertThat(text(new AlarmMail(unit()).drafts(change, NOTICED).getFirst()))
                .isEqualTo(golden("recovery.txt"));
    }

    @Test
    void monitoringLooksAsSpecified() throws IOException {
        List<MeasurementRecord> rows =
                List.of(row(2, "15.4", "21.1"), row(3, "12.0", ""), stepped(4));
        MonitoringMail mail = new MonitoringMail(unit());

        MailDraft draft =
                mail.draft(
                        mail.messageId(rows.getFirst(), rows.getLast()),
                        NOTICED.atZone(ZoneId.of("UTC")),
                        RecipientGroup.forMonitoring(unit().mail()).getFirst(),
                        new RecordCut(2, 4),
                        rows);

        assertThat(text(draft)).isEqualTo(golden("monitoring.txt"));
    }

    @Test
    void recipientsOfTheOldEncodingGetTheirOwnMail() throws IOException {
        AlarmChange change =
                new AlarmChange(HIGH_WIND, AlarmChange.Kind.ONSET, row(2, "15.4", "21.1"), "15.4");

        List<MailDraft> drafts = new AlarmMail(unit()).drafts(change, NOTICED);

        assertThat(drafts)
                .extracting(MailDraft::encoding)
                .containsExactly(Encoding.UTF_8, Encoding.ISO_2022_JP);
        assertThat(drafts).extracting(MailDraft::messageId).doesNotHaveDuplicates();
        assertThat(drafts.getLast().to()).containsExactly("old@provider.test");
    }

    @Test
    void missingRecordsAreSaid() throws IOException {
        MonitoringMail mail = new MonitoringMail(unit());

        MailDraft draft =
                mail.draft(
                        "id@x",
                        NOTICED.atZone(ZoneId.of("UTC")),
                        RecipientGroup.forMonitoring(unit().mail()).getFirst(),
                        new RecordCut(1, 24),
                        List.of());

        assertThat(draft.body()).contains("Missing 欠測: 24 records are not on the unit any more");
    }

    @Test
    void aDirectionHasALastValueAndNoRange() throws IOException {
        UnitConfig unit =
                UnitBinder.reader()
                        .read(
                                "unit.yaml",
                                resource("unit-in-a-world.yaml")
                                        .replace(
                                                "unit: m/s, label: Wind speed, label-ja: 風速",
                                                "unit: deg, label: Wind direction, label-ja: 風向"),
                                NamedFiles.none());
        MonitoringMail mail = new MonitoringMail(unit);
        List<MeasurementRecord> rows = List.of(row(2, "350", ""), row(3, "10", ""), row(4, "", ""));

        MailDraft draft =
                mail.draft(
                        "id@x",
                        NOTICED.atZone(ZoneId.of("UTC")),
                        RecipientGroup.forMonitoring(unit.mail()).getFirst(),
                        new RecordCut(2, 4),
                        rows);

        assertThat(draft.body()).endsWith("Wind direction 風向: last 最新 10 deg\n");
    }

    private static MeasurementRecord row(int number, String wind, String gust) {
        return new MeasurementRecord(number, Samples.of(number - 1, Samples.WIND, wind, gust));
    }

    private static MeasurementRecord stepped(int number) {
        Sample plain = Samples.of(number - 1, Samples.WIND, "3.0", "");
        return new MeasurementRecord(
                number,
                new Sample(
                        plain.observedAt(),
                        plain.sampledAt(),
                        Duration.ofHours(-1),
                        plain.channels(),
                        plain.values()));
    }

    private static UnitConfig unit() throws IOException {
        String text =
                resource("unit-in-a-world.yaml")
                        .replace(
                                "\nchannels:",
                                "    - {address: old@provider.test, encoding: iso-2022-jp,"
                                        + " receives: [alarms]}\n\n"
                                        + "channels:")
                        .replace(
                                "\nmonitoring:",
                                "  - {name: wind_gust_mps, unit: m/s, label: Wind gust, label-ja:"
                                        + " 最大瞬間風速}\n\n"
                                        + "monitoring:");
        return UnitBinder.reader().read("unit.yaml", text, NamedFiles.none());
    }

    /// A draft as a reader sees it.
    private static String text(MailDraft draft) {
        StringBuilder text = new StringBuilder();
        text.append("Message-ID: ").append(draft.messageId()).append('\n');
        text.append("Date: ").append(draft.date()).append('\n');
        text.append("From: ").append(draft.from()).append('\n');
        text.append("To: ").append(draft.to()).append('\n');
        text.append("Subject: ").append(draft.subject()).append('\n');
        draft.headers()
                .forEach(header ->
                        text.append(header.name())
                                .append(": ")
                                .append(header.value())
                                .append('\n'));
        text.append('\n').append(draft.body());
        draft.attachments()
                .forEach(attachment ->
                        text.append("--- ")
                                .append(attachment.fileName())
                                .append(" (")
                                .append(attachment.contentType())
                                .append(")\n")
                                .append(
                                        new String(attachment.content(), StandardCharsets.US_ASCII)
                                                .replace("\r\n", "~\n")));
        return text.toString();
    }

    private static String golden(String name) throws IOException {
        return resource("mail/" + name);
    }

    private static String resource(String name) throws IOException {
        return Files.readString(
                Path.of(System.getProperty("kadec21.home"))
                        .resolve("firmware/src/test/resources")
                        .resolve(name));
    }
}
