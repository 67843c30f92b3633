package org.kadec21.bench.run;

import org.kadec21.bench.check.DeliveredMail;
import org.kadec21.bench.check.DeliveredMail.Content;
import org.kadec21.mailbox.ReceivedMail;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Understands a unit's mails as a monitoring program would: by `docs/mail-format.md` alone.
final class MailReading {

    private MailReading() {}

    static DeliveredMail read(ReceivedMail mail) {
        return new DeliveredMail(
                mail.messageId().orElse("(none)"),
                arrival(mail),
                mail.header("X-Kadec21-Possible-Duplicate").isPresent(),
                content(mail));
    }

    /// The topmost `Received` field is the provider's; its date stands behind the last semicolon
    /// (RFC 5321 4.4).
    private static Instant arrival(ReceivedMail mail) {
        String trace = mail.header("Received").orElse("");
        String date = trace.substring(trace.lastIndexOf(';') + 1).strip();
        try {
            return OffsetDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalStateException(
                    "expected a Received field with a date, came '" + trace + "'", e);
        }
    }

    static Content content(ReceivedMail mail) {
        String kind = mail.header("X-Kadec21-Kind").orElse("none");
        return switch (kind) {
            case "alarm" -> alarm(mail, true);
            case "recovery" -> alarm(mail, false);
            case "monitoring" -> new Content.Monitoring(rows(mail));
            default -> new Content.Other(kind);
        };
    }

    private static Content.Alarm alarm(ReceivedMail mail, boolean onset) {
        return new Content.Alarm(
                mail.header("X-Kadec21-Rule").orElse(""),
                onset,
                Instant.parse(mail.header("X-Kadec21-Time").orElseThrow()));
    }

    private static List<DeliveredMail.Row> rows(ReceivedMail mail) {
        List<DeliveredMail.Row> rows = new ArrayList<>();
        for (ReceivedMail.Attachment attachment : tables(mail)) {
            List<String> lines =
                    new String(attachment.content(), StandardCharsets.UTF_8).lines().toList();
            List<String> header = List.of(lines.getFirst().split(",", -1));
            lines.stream().skip(1).forEach(line -> rows.add(row(header, line.split(",", -1))));
        }
        return rows;
    }

    /// A signed mail has its signature attached as well.
    private static List<ReceivedMail.Attachment> tables(ReceivedMail mail) {
        return mail.attachments().stream()
                .filter(attachment -> attachment.contentType().startsWith("text/csv"))
                .toList();
    }

    private static DeliveredMail.Row row(List<String> header, String[] cells) {
        Map<String, BigDecimal> values = new LinkedHashMap<>();
        for (int column = 2; column < cells.length; column++) {
            if (!cells[column].isEmpty() && !header.get(column).equals("mark")) {
                values.put(header.get(column), new BigDecimal(cells[column]));
            }
        }
        return new DeliveredMail.Row(Long.parseLong(cells[0]), Instant.parse(cells[1]), values);
    }
}
