package org.kadec21.firmware.mail;

import org.kadec21.firmware.record.MeasurementRecord;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// Records as CSV: `record,time_utc,<channels>,mark`, lines ended by CR LF (RFC 4180). An empty
/// cell is a value that was not observed. `mark` is empty, or `clock+3600s` when the unit's clock
/// was set by that much since the record before.
public final class RecordCsv {

    private final List<String> channels;

    /// @param channels the columns, in this order
    public RecordCsv(List<String> channels) {
        this.channels = List.copyOf(channels);
    }

    public String header() {
        return "record,time_utc," + String.join(",", channels) + ",mark\r\n";
    }

    public String line(MeasurementRecord row) {
        String values =
                channels.stream()
                        .map(channel -> row.text(channel).orElse(""))
                        .collect(Collectors.joining(","));
        return row.number() + "," + row.observedAt() + "," + values + "," + mark(row) + "\r\n";
    }

    /// Header and lines.
    public String table(List<MeasurementRecord> rows) {
        return rows.stream().map(this::line).collect(Collectors.joining("", header(), ""));
    }

    private static String mark(MeasurementRecord row) {
        Duration step = row.sample().clockStep();
        return step.isZero()
                ? ""
                : "clock" + (step.isNegative() ? "" : "+") + step.toSeconds() + "s";
    }
}
