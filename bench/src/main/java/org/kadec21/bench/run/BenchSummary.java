package org.kadec21.bench.run;

import static java.util.Locale.ROOT;

import org.kadec21.bench.check.DeliveredMail;
import org.kadec21.bench.check.DeliveredMail.Content;
import org.kadec21.bench.check.MailboxCheck.Verdict;
import org.kadec21.firmware.update.ImageManifest;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// A bench report in words, and as the JSON object of the command line's contract.
public final class BenchSummary {

    private final BenchReport report;
    private final Duration wall;
    private final ZoneId zone;
    private final EnergyWords energy;
    private final Optional<String> image;

    /// @param wall how long the run took in front of the person who waited
    /// @param zone for times people read
    public BenchSummary(BenchReport report, Duration wall, ZoneId zone) {
        this(report, wall, zone, Optional.empty());
    }

    private BenchSummary(BenchReport report, Duration wall, ZoneId zone, Optional<String> image) {
        this.report = report;
        this.wall = wall;
        this.zone = zone;
        this.energy = new EnergyWords(report.supply(), report.delivered().size(), zone);
        this.image = image;
    }

    /// The same of a unit that has booted an image.
    public BenchSummary booting(ImageManifest manifest) {
        String words = manifest.version() + " (" + manifest.behaviour().profile() + ")";
        return new BenchSummary(report, wall, zone, Optional.of(words));
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
        object.put("mailboxes", countsByMailbox());
        object.put("logins", report.logins());
        object.put("waiting", verdict.waiting());
        object.put("lost", verdict.lost());
        object.put("duplicates", verdict.duplicates());
        object.put("duplicates_unmarked", verdict.duplicatesUnmarked());
        object.put("problems", verdict.problems().size());
        object.put("bytes_up", report.usage().bytesUp());
        object.put("bytes_down", report.usage().bytesDown());
        object.put("radio_seconds", seconds(report.usage().radioTime()));
        energy.into(object);
        object.put("max_alarm_delay_seconds", seconds(verdict.maxAlarmDelay()));
        image.ifPresent(words -> object.put("image", words));
        object.put("seed", report.seed());
        object.put("journal_sha256", report.journalSha256());
        object.put("virtual_seconds", seconds(report.virtualTime()));
        object.put("wall_seconds", seconds(wall));
        return object;
    }

    /// What a person reads; times are the unit's local times.
    public String text() {
        StringBuilder text = new StringBuilder("\n");
        whatHappened(text);
        whatItCost(text);
        whatIsMissing(text);
        row(
                text,
                "Seed",
                "%d, journal %s..."
                        .formatted(report.seed(), report.journalSha256().substring(0, 16)));
        double factor = report.virtualTime().toMillis() / Math.max(1.0, (double) wall.toMillis());
        row(
                text,
                "Wall time",
                "%.1f s, %s times as fast as life"
                        .formatted(wall.toMillis() / 1000.0, number(Math.round(factor))));
        report.verdict().problems().forEach(problem -> row(text, "PROBLEM", problem));
        return text.toString();
    }

    private void whatHappened(StringBuilder text) {
        Verdict verdict = report.verdict();
        row(
                text,
                "Lived through",
                "%s to %s, %s (%s days)"
                        .formatted(local(report.start()), local(report.end()), zone, days()));
        row(text, "Module", report.module());
        image.ifPresent(
                words -> row(text, "Image", words + ": its behaviour, the code is this build's"));
        row(
                text,
                "Records",
                "%s sampled, in %s"
                        .formatted(
                                number(verdict.records()),
                                counted(verdict.monitoringMails(), "monitoring mail")));
        row(
                text,
                "Alarms",
                "%d of %d delivered, %s"
                        .formatted(
                                verdict.alarmsDelivered(),
                                verdict.alarmsRaised(),
                                verdict.recoveriesDelivered() == 1
                                        ? "1 recovery"
                                        : verdict.recoveriesDelivered() + " recoveries"));
        alarms(text);
        mailboxes(text);
    }

    private void whatItCost(StringBuilder text) {
        row(
                text,
                "Bytes",
                "%s up, %s down"
                        .formatted(
                                number(report.usage().bytesUp()),
                                number(report.usage().bytesDown())));
        row(
                text,
                "Radio",
                "%s on air in all, %s".formatted(duration(report.usage().radioTime()), perMail()));
        logins(text);
        energy.rows().forEach((name, value) -> row(text, name, value));
    }

    /// How the unit showed the server who it is; nothing where no server asked.
    private void logins(StringBuilder text) {
        if (!report.logins().isEmpty()) {
            row(
                    text,
                    "Logins",
                    report.logins().entrySet().stream()
                            .map(way -> way.getKey() + " " + counted(way.getValue(), "time"))
                            .collect(Collectors.joining(", ")));
        }
    }

    private void whatIsMissing(StringBuilder text) {
        Verdict verdict = report.verdict();
        if (verdict.waiting() > 0) {
            row(
                    text,
                    "Waiting",
                    "%s not delivered yet, safe on the unit's flash"
                            .formatted(number(verdict.waiting()) + " records and mails"));
            report.failure().ifPresent(reason -> silence(text, reason));
        }
        row(text, "Lost", number(verdict.lost()));
        row(
                text,
                "Duplicates",
                verdict.duplicates() == 0
                        ? "0"
                        : "%d (%d unmarked)"
                                .formatted(verdict.duplicates(), verdict.duplicatesUnmarked()));
    }

    /// Which mailbox got what through which server, where there is more than one of either.
    private void mailboxes(StringBuilder text) {
        SequencedMap<String, Arrivals> boxes = arrivals();
        long servers =
                boxes.values().stream()
                        .flatMap(box -> box.byServer().keySet().stream())
                        .distinct()
                        .count();
        if (boxes.size() > 1 || servers > 1) {
            boxes.forEach((address, box) -> row(text, "Mailbox", address + ": " + words(box)));
        }
    }

    private String words(Arrivals box) {
        return box.byServer().isEmpty()
                ? "no mail"
                : box.byServer().entrySet().stream()
                        .map(share ->
                                "%s through %s, the last on %s"
                                        .formatted(
                                                counted(share.getValue().mails(), "mail"),
                                                share.getKey(),
                                                local(share.getValue().last())))
                        .collect(Collectors.joining("; "));
    }

    private SequencedMap<String, Arrivals> arrivals() {
        SequencedMap<String, Arrivals> boxes = new LinkedHashMap<>();
        report.mailboxes().forEach((address, mails) -> boxes.put(address, Arrivals.of(mails)));
        return boxes;
    }

    private SequencedMap<String, Object> countsByMailbox() {
        SequencedMap<String, Object> counts = new LinkedHashMap<>();
        arrivals()
                .forEach((address, box) -> {
                    SequencedMap<String, Object> shares = new LinkedHashMap<>();
                    box.byServer().forEach((server, share) -> shares.put(server, share.mails()));
                    counts.put(address, shares);
                });
        return counts;
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

    /// Since when nothing has come from a unit whose last call failed, and why.
    private void silence(StringBuilder text, String reason) {
        row(
                text,
                "Silent since",
                report.delivered().stream()
                        .map(DeliveredMail::arrivedAt)
                        .max(Comparator.naturalOrder())
                        .map(last -> local(last) + ", when the last mail arrived")
                        .orElse("the beginning: no mail arrived"));
        row(text, "Last call", reason);
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

    private static String counted(long count, String what) {
        return number(count) + " " + what + (count == 1 ? "" : "s");
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

    private static BigDecimal seconds(Duration span) {
        return BigDecimal.valueOf(span.toMillis(), 3);
    }
}
