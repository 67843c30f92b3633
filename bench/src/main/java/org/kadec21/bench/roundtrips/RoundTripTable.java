package org.kadec21.bench.roundtrips;

import org.kadec21.bench.roundtrips.Comparison.Row;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What was measured, for people and for programs.
public record RoundTripTable(LinkShape shape, List<Row> rows) {

    public RoundTripTable {
        rows = List.copyOf(rows);
    }

    /// A table of Markdown, so that it can be pasted into a page.
    public String words() {
        StringBuilder table = new StringBuilder();
        table.append(
                String.format(
                        Locale.ROOT,
                        "%d ms, %d bit/s, %d bytes of headers a segment; mails of 1 KiB, AUTH"
                                + " PLAIN%n%n",
                        shape.roundTrip().toMillis(),
                        shape.bitsPerSecond(),
                        LinkShape.HEADER));
        table.append("| TLS      | mails | program     | turns | up B | down B | seconds |\n");
        table.append("|----------|-------|-------------|-------|------|--------|---------|\n");
        for (Row row : rows) {
            table.append(
                    String.format(
                            Locale.ROOT,
                            "| %-8s | %5d | %-11s | %5d | %4d | %6d | %7.2f |%n",
                            row.security().word(),
                            row.mails(),
                            row.contender().name(),
                            row.toll().turns(),
                            row.toll().up(),
                            row.toll().down(),
                            row.toll().seconds()));
        }
        return table.toString();
    }

    /// The same as fields.
    public Map<String, Object> json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("format", 1);
        object.put("round_trip_ms", shape.roundTrip().toMillis());
        object.put("bits_per_second", shape.bitsPerSecond());
        object.put("rows", rows.stream().map(RoundTripTable::fields).toList());
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
