package org.kadec21.firmware.mail;

import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.submission.MailDraft;
import org.kadec21.submission.MailDraft.Header;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// The mails that tell what a unit's boot loader has done: an image proved itself, was rolled back,
/// was put away. They go to those who get alarms.
public final class FirmwareMail {

    private final UnitConfig unit;
    private final LocalTimes times;

    public FirmwareMail(UnitConfig unit) {
        this.unit = unit;
        this.times = new LocalTimes(unit.zone());
    }

    /// One draft for each group of recipients. The same sentences give the same Message-IDs on the
    /// same day, so that a unit that loses its power in between tells them once.
    ///
    /// @param sentences what was expected, what came, what to try
    /// @param date when the unit noticed
    public List<MailDraft> drafts(List<String> sentences, Instant date) {
        return RecipientGroup.forAlarms(unit.mail()).stream()
                .map(group -> draft(sentences, date, group))
                .toList();
    }

    private MailDraft draft(List<String> sentences, Instant date, RecipientGroup group) {
        List<Header> headers = new ArrayList<>(UnitHeaders.of(unit, MailKind.FIRMWARE));
        headers.add(new Header("X-Kadec21-Time", date.toString()));
        headers.add(new Header("X-Kadec21-Firmware", unit.firmware().version()));
        return new MailDraft(
                messageId(sentences, date, group),
                date.atZone(unit.zone()),
                unit.mail().from(),
                group.addresses(),
                "["
                        + unit.id()
                        + "] FIRMWARE ファームウェア "
                        + unit.firmware().version()
                        + " ("
                        + unit.firmware().name()
                        + ")",
                body(sentences, date),
                group.encoding(),
                headers,
                List.of());
    }

    private String body(List<String> sentences, Instant date) {
        StringBuilder body = new StringBuilder("FIRMWARE ファームウェア\n\n");
        sentences.forEach(sentence -> body.append("- ").append(sentence).append('\n'));
        body.append("\nUnit 装置: ").append(unit.name()).append(" (").append(unit.id()).append(")\n");
        body.append("Time 時刻: ").append(times.text(date)).append('\n');
        body.append("Runs 稼働中: ")
                .append(unit.firmware().version())
                .append(" (")
                .append(unit.firmware().name())
                .append(")\n");
        return body.toString();
    }

    private String messageId(List<String> sentences, Instant date, RecipientGroup group) {
        CRC32C sum = new CRC32C();
        sentences.forEach(sentence -> sum.update(sentence.getBytes(StandardCharsets.UTF_8)));
        String day = date.atZone(unit.zone()).toLocalDate().toString();
        return group.idOf(
                unit.id()
                        + ".firmware."
                        + day
                        + "."
                        + Long.toHexString(sum.getValue())
                        + "@"
                        + unit.mail().domain());
    }
}
