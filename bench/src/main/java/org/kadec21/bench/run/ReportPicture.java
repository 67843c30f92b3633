package org.kadec21.bench.run;

import org.kadec21.bench.check.DeliveredMail;
import org.kadec21.bench.check.DeliveredMail.Content;
import org.kadec21.bench.check.ExpectedAlarm;
import org.kadec21.bench.check.StationFile;
import org.kadec21.bench.plot.RunPicture;
import org.kadec21.bench.plot.RunPicture.Delivery;
import org.kadec21.bench.plot.RunPicture.Delivery.Kind;
import org.kadec21.bench.plot.RunPicture.Level;
import org.kadec21.bench.plot.RunPicture.Point;
import org.kadec21.bench.plot.RunPicture.Span;
import org.kadec21.firmware.alarm.AlarmRule;
import org.kadec21.firmware.config.UnitConfig;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes the picture of a run from its report: the channel of the unit's first threshold rule, or
/// its first channel.
public final class ReportPicture {

    private ReportPicture() {}

    public static RunPicture of(BenchReport report, UnitConfig unit) {
        Optional<AlarmRule.Threshold> rule =
                unit.alarms().stream()
                        .filter(AlarmRule.Threshold.class::isInstance)
                        .map(AlarmRule.Threshold.class::cast)
                        .findFirst();
        String channel =
                rule.map(AlarmRule.Threshold::channel).orElse(unit.channels().getFirst().name());
        return new RunPicture(
                unit.name()
                        + ", "
                        + report.start().atZone(unit.zone()).toLocalDate()
                        + " to "
                        + report.end().atZone(unit.zone()).toLocalDate(),
                channel,
                unit.zone(),
                report.start(),
                report.end(),
                points(report.station(), channel),
                rule.map(ReportPicture::levels).orElse(List.of()),
                spans(report, rule.map(AlarmRule.Threshold::name).orElse("")),
                deliveries(report.delivered()),
                report.supply()
                        .cells()
                        .map(cells ->
                                cells.days().stream()
                                        .map(day -> new Point(day.at(), day.percent()))
                                        .toList())
                        .orElse(List.of()));
    }

    private static List<Point> points(StationFile station, String channel) {
        List<Point> points = new ArrayList<>();
        for (StationFile.Row row : station.rows()) {
            BigDecimal value = row.values().get(channel);
            if (value != null) {
                points.add(new Point(row.time(), value.doubleValue()));
            }
        }
        return points;
    }

    private static List<Level> levels(AlarmRule.Threshold rule) {
        return List.of(
                new Level(rule.name() + " onset " + rule.onset(), rule.onset().doubleValue()),
                new Level("cleared " + rule.clear(), rule.clear().doubleValue()));
    }

    private static List<Span> spans(BenchReport report, String rule) {
        List<Span> spans = new ArrayList<>();
        Optional<Instant> onset = Optional.empty();
        for (ExpectedAlarm alarm : report.expectedAlarms()) {
            if (alarm.rule().equals(rule)) {
                onset.ifPresent(start -> spans.add(new Span(start, alarm.time())));
                onset = alarm.onset() ? Optional.of(alarm.time()) : Optional.empty();
            }
        }
        onset.ifPresent(start -> spans.add(new Span(start, report.end())));
        return spans;
    }

    private static List<Delivery> deliveries(List<DeliveredMail> mails) {
        List<Delivery> deliveries = new ArrayList<>();
        for (DeliveredMail mail : mails) {
            switch (mail.content()) {
                case Content.Alarm alarm ->
                        deliveries.add(
                                new Delivery(
                                        mail.arrivedAt(),
                                        alarm.onset() ? Kind.ALARM : Kind.RECOVERY));
                case Content.Monitoring monitoring ->
                        deliveries.add(new Delivery(mail.arrivedAt(), Kind.MONITORING));
                case Content.Other other -> {}
            }
        }
        return deliveries;
    }
}
