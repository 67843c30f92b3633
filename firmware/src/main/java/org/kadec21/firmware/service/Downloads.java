package org.kadec21.firmware.service;

import org.kadec21.firmware.mail.RecordCsv;
import org.kadec21.firmware.record.MeasurementRecord;
import org.kadec21.firmware.record.RecordListing;
import org.kadec21.firmware.service.Answer.Cause;
import org.kadec21.firmware.service.Answer.Done;
import org.kadec21.firmware.service.Answer.Refused;
import org.kadec21.hal.Flash;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Time;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The orders that only look: `status`, `records`, `log`.
final class Downloads {

    private static final Duration REFRESH = Duration.ofSeconds(2);

    /// A page nobody looks at any more ends by itself.
    private static final Duration LONGEST_LIVE = Duration.ofMinutes(30);

    private static final Pattern RANGE = Pattern.compile("(\\d{1,18})?(?:(\\.\\.)(\\d{1,18})?)?");

    private final StatusPage page;
    private final Flash flash;
    private final ServiceLog log;
    private final Time time;

    Downloads(ServicedUnit serviced, ServiceLog log) {
        this.page = new StatusPage(serviced);
        this.flash = serviced.board().flash();
        this.time = serviced.board().time();
        this.log = log;
    }

    List<Order> orders() {
        return List.of(
                new PlainOrder(
                        "status",
                        List.of("status", "status live"),
                        "how the unit is; live, until a key is typed",
                        this::status),
                new PlainOrder(
                        "records",
                        List.of("records [FROM..TO]"),
                        "records as CSV, by their numbers",
                        this::records),
                new PlainOrder(
                        "log",
                        List.of("log [COUNT]"),
                        "the newest events since the unit was switched on",
                        this::log));
    }

    private Answer status(Arguments arguments, ServiceLine line) throws LinkException {
        return switch (arguments.text()) {
            case "" -> {
                show(line);
                yield new Done("");
            }
            case "live" -> live(line);
            default ->
                    new Refused(
                            Cause.USAGE,
                            "expected status or status live, but came 'status "
                                    + arguments.text()
                                    + "'");
        };
    }

    private Answer live(ServiceLine line) throws LinkException {
        long end = time.after(LONGEST_LIVE).atNanos();
        do {
            show(line);
            line.news("live; a key ends it");
        } while (time.nanos() < end && !line.awaitsKey(time.after(REFRESH)));
        return new Done("");
    }

    private void show(ServiceLine line) throws LinkException {
        for (String text : page.lines()) {
            line.say(text);
        }
    }

    private Answer records(Arguments arguments, ServiceLine line) throws LinkException {
        Matcher range = RANGE.matcher(arguments.text());
        if (!range.matches()) {
            return noRange(arguments);
        }
        long from = range.group(1) == null ? 1 : Long.parseLong(range.group(1));
        boolean single = range.group(1) != null && range.group(2) == null;
        long open = single ? from : Long.MAX_VALUE;
        long to = range.group(3) == null ? open : Long.parseLong(range.group(3));
        if (to < from) {
            return noRange(arguments);
        }
        List<MeasurementRecord> rows =
                RecordListing.of(flash).records().stream()
                        .filter(row -> row.number() >= from && row.number() <= to)
                        .toList();
        if (!rows.isEmpty()) {
            RecordCsv csv = new RecordCsv(rows.getLast().sample().channels().names());
            line.say(csv.header());
            for (MeasurementRecord row : rows) {
                line.say(csv.line(row));
            }
        }
        return new Done(rows.size() + " records");
    }

    private static Answer noRange(Arguments arguments) {
        return new Refused(
                Cause.USAGE,
                "expected records, records 100..200 (the lower number first), records 100.. or"
                        + " records 100, but came 'records "
                        + arguments.text()
                        + "'");
    }

    private Answer log(Arguments arguments, ServiceLine line) throws LinkException {
        String words = arguments.text();
        if (!words.matches("\\d{0,4}")) {
            return new Refused(
                    Cause.USAGE,
                    "expected log, or log with how many of the newest events, such as log 50, but"
                            + " came 'log "
                            + words
                            + "'");
        }
        List<String> all = log.lines();
        int count = words.isEmpty() ? all.size() : Math.min(Integer.parseInt(words), all.size());
        List<String> lines = all.subList(all.size() - count, all.size());
        for (String event : lines) {
            line.say(event);
        }
        return new Done(lines.size() + " events");
    }
}
