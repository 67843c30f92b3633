package org.kadec21.bench.roundtrips;

import org.kadec21.bench.roundtrips.Comparison.Row;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What was measured, for people, row by row, and for programs.
///
/// @param chain of certificates the server shows, in words
/// @param missing programs that are not here
public record RoundTripTable(LinkShape shape, String chain, List<Contender> missing) {

    public RoundTripTable {
        missing = List.copyOf(missing);
    }

    /// The beginning of a table of Markdown, so that it can be pasted into a page.
    public String head() {
        return String.format(
                Locale.ROOT,
                "%d ms round trip, %s each way, %d bytes of headers a segment; certificate"
                        + " chain: %s; mails of 1 KiB, AUTH PLAIN%n%n"
                        + "| TLS      | mails | program     | turns | bytes up | down  | total |"
                        + " seconds |%n"
                        + "|----------|-------|-------------|-------|----------|-------|-------|"
                        + "---------|%n",
                shape.roundTrip().toMillis(),
                shape.bitsPerSecond() == 0 ? "no limit" : shape.bitsPerSecond() + " bit/s",
                LinkShape.HEADER,
                chain);
    }

    /// One row of it.
    public static String line(Row row) {
        return String.format(
                Locale.ROOT,
                "| %-8s | %5d | %-11s | %5d | %8d | %5d | %5d | %7.2f |%n",
                row.security().word(),
                row.mails(),
                row.contender().name(),
                row.toll().turns(),
                row.toll().up(),
                row.toll().down(),
                row.toll().bytes(),
                row.toll().seconds());
    }

    /// What stands below it: a line for each program that is missing.
    public String foot() {
        return missing.stream()
                .map(one -> "%n%s is not installed, so it has no rows".formatted(one.name()))
                .collect(Collectors.joining())
                .concat(missing.isEmpty() ? "" : System.lineSeparator());
    }

    /// The same as fields.
    public Map<String, Object> json(List<Row> rows) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("format", 1);
        object.put("round_trip_ms", shape.roundTrip().toMillis());
        object.put("bits_per_second", shape.bitsPerSecond());
        object.put("chain", chain);
        object.put("rows", rows.stream().map(RoundTripTable::fields).toList());
        object.put("not_installed", missing.stream().map(Contender::name).toList());
        return object;
    }

    private static Map<String, Object> fields(Row row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("program", row.contender().name());
        fields.put("tls", row.security().word());
        fields.put("mails", row.mails());
        fields.put("turns", row.toll().turns());
        fields.put("bytes_up", row.toll().up());
        fields.put("bytes_down", row.toll().down());
        fields.put("seconds", row.toll().seconds());
        return fields;
    }
}
