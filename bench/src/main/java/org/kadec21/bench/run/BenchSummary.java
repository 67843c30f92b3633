package org.kadec21.bench.run;

import static java.util.Locale.ROOT;

import org.kadec21.bench.check.DeliveredMail;
import org.kadec21.bench.check.DeliveredMail.Content;
import org.kadec21.bench.check.MailboxCheck.Verdict;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// A bench report in words, and as the JSON object of the command line's contract.
public final class BenchSummary {

    private final BenchReport report;
    private final Duration wall;
    private final ZoneId zone;

    /// @param wall how long the run took in front of the person who waited
    /// @param zone for times people read
    public BenchSummary(BenchReport report, Duration wall, ZoneId zone) {
        this.report = report;
        this.wall = wall;
        this.zone = zone;
    }

    /// The fields of the JSON object, in their order.
    public SequencedMap<String, Object> json() {
        Verdict verdict = report.verdict();
        SequencedMap<String, Object> object = new LinkedHashMap<>();
        object.put("format", 1);
        object.put("records", verdict.records());
        object.put("alarms_raised", verdict.alarmsRaised());
        object.put("alarms_delivered", verdict.alarmsDelivered());
        object.put("recoveries_delivered", verdict.recoveriesDelivered());
        object.put("monitoring_mails", verdict.monitoringMails());
        object.put("waiting", verdict.waiting());
        object.put("lost", verdict.lost());
        object.put("duplicates", verdict.duplicates());
        object.put("duplicates_unmarked", verdict.duplicatesUnmarked());
        object.put("bytes_up", report.usage().bytesUp());
        object.put("bytes_down", report.usage().bytesDown());
        object.put("radio_seconds", seconds(report.usage().radioTime()));
        object.put("energy_joules", Math.round(report.joules()));
        object.put("max_alarm_delay_seconds", seconds(verdict.maxAlarmDelay()));
        object.put("seed", report.seed());
        object.put("journal_sha256", report.journalSha256());
        object.put("virtual_seconds", seconds(report.virtualTime()));
        object.put("wall_seconds", seconds(wall));
        return object;
    }

    /// What a person reads.
    public String text() {
        Verdict verdict = report.verdict();
        StringBuilder text = new StringBuilder("\n");
        row(
                text,
                "Lived through",
                local(report.start()) + " to " + local(report.end()) + " (" + days() + " days)");
        row(
                text,
                "Records",
                number(verdict.records())
                        + " sampled, in "
                        + number(verdict.monitoringMails())
                        + " monitoring mails");
        row(
                text,
                "Alarms",
                verdict.alarmsDelivered()
                        + " of "
                        + verdict.alarmsRaised()
                        + " delivered, "
                        + verdict.recoveriesDelivered()
                        + " recoveries");
        alarms(text);
        row(
                text,
                "Bytes",
                number(report.usage().bytesUp())
                        + " up, "
                        + number(report.usage().bytesDown())
                        + " down");
        row(text, "Radio", duration(report.usage().radioTime()) + " on air in all, " + perMail());
        row(
                text,
                "Energy",
                String.format(ROOT, "%,.0f kJ by the unit file's figures", report.joules() / 1000));
        if (verdict.waiting() > 0) {
            row(
                    text,
                    "Waiting",
                    number(verdict.waiting())
                            + " records and mails not delivered, safe on the unit's flash");
        }
        row(text, "Lost", String.valueOf(verdict.lost()));
        row(
                text,
                "Duplicates",
                verdict.duplicates()
                        + (verdict.duplicates() == 0
                                ? ""
                                : " (" + verdict.duplicatesUnmarked() + " unmarked)"));
        row(
                text,
                "Seed",
                report.seed() + ", journal " + report.journalSha256().substring(0, 16) + "…");
        row(
                text,
                "Wall time",
                String.format(
                        ROOT,
                        "%.1f s, %,.0f times as fast as life",
                        wall.toMillis() / 1000.0,
                        report.virtualTime().toMillis() / Math.max(1.0, (double) wall.toMillis())));
        verdict.problems().forEach(problem -> row(text, "PROBLEM", problem));
        return text.toString();
    }

    private void alarms(StringBuilder text) {
        Map<String, Duration> delays = new LinkedHashMap<>();
        for (DeliveredMail mail : report.delivered()) {
            if (mail.content() instanceof Content.Alarm alarm) {
                delays.putIfAbsent(
                        "  "
                                + local(alarm.time())
                                + "  "
                                + alarm.rule()
                                + (alarm.onset() ? " onset  " : " cleared"),
                        Duration.between(alarm.time(), mail.arrivedAt()));
            }
        }
        delays.forEach((line, delay) ->
                text.append(line).append("  arrived after ").append(duration(delay)).append('\n'));
    }

    private String perMail() {
        List<DeliveredMail> mails = report.delivered();
        return mails.isEmpty()
                ? "no mail"
                : String.format(
                        ROOT,
                        "%.1f s per mail",
                        report.usage().radioTime().toMillis() / 1000.0 / mails.size());
    }

    private String days() {
        return String.format(ROOT, "%.1f", report.virtualTime().toMinutes() / 1440.0);
    }

    private String local(Instant instant) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", ROOT).format(instant.atZone(zone));
    }

    private static void row(StringBuilder text, String name, String value) {
        text.append(String.format(ROOT, "%-14s %s%n", name, value));
    }

    private static String number(long value) {
        return String.format(ROOT, "%,d", value);
    }

    private static String duration(Duration span) {
        return span.toHours() > 0
                ? span.toHours() + " h " + span.toMinutesPart() + " min"
                : span.toMinutes() > 0
                        ? span.toMinutes() + " min " + span.toSecondsPart() + " s"
                        : String.format(ROOT, "%.0f s", span.toMillis() / 1000.0);
    }

    private static double seconds(Duration span) {
        return span.toMillis() / 1000.0;
    }
}
