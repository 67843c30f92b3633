package org.kadec21.bench.throughput;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A line of the table: one way of one transfer.
///
/// @param bearer name of the dialect, or `ppp`
/// @param way `up`, `down`, or `up+` and `down+` when as much went the other way at the same time
/// @param payload bytes that travel together at most
/// @param framing bytes that go with them at least
/// @param waitMillis that the vendor demands with each of them
/// @param ceiling payload bytes per second that the line could carry
/// @param measured payload bytes per second
/// @param lineRate bytes per second that the line carries
/// @param transfer what it is part of
public record Row(
        String bearer,
        String way,
        int payload,
        int framing,
        long waitMillis,
        double ceiling,
        double measured,
        double lineRate,
        Transfer transfer) {

    /// Stands above the lines.
    public static final String HEAD =
            "bearer     way   payload  framing    wait   ceiling B/s  measured B/s   share  of line"
                    + "    wire up  wire down";

    private static final int BITS_PER_BYTE = 10;

    static Stream<Row> of(Throughput one) {
        Ceiling ceiling = one.ceiling();
        int speed = one.bitsPerSecond();
        return Stream.of(
                of(one, "up", ceiling.sending(), ceiling.up(speed), one.up().up(), one.up()),
                of(
                        one,
                        "down",
                        ceiling.reading(),
                        ceiling.down(speed),
                        one.down().down(),
                        one.down()));
    }

    static Stream<Row> of(DialledThroughput one) {
        return Stream.of(
                of(one, "up", one.up().up(), one.up()),
                of(one, "down", one.down().down(), one.down()),
                of(one, "up+", one.both().up(), one.both()),
                of(one, "down+", one.both().down(), one.both()));
    }

    /// The lines of all that was measured.
    public static List<Row> all(List<Throughput> dialects, List<DialledThroughput> dialled) {
        return Stream.concat(dialects.stream().flatMap(Row::of), dialled.stream().flatMap(Row::of))
                .toList();
    }

    /// Of the ceiling, 0 to 1.
    public double share() {
        return measured / ceiling;
    }

    /// As it stands in the table.
    public String text() {
        return String.format(
                Locale.ROOT,
                "%-10s %-5s %7d %8d %4d ms %13.0f %13.0f %6.1f%% %7.1f%% %10d %10d",
                bearer,
                way,
                payload,
                framing,
                waitMillis,
                ceiling,
                measured,
                100 * share(),
                100 * measured / lineRate,
                transfer.wireUp(),
                transfer.wireDown());
    }

    private static Row of(
            Throughput one,
            String way,
            Ceiling.Exchange exchange,
            double ceiling,
            double measured,
            Transfer transfer) {
        return new Row(
                one.ceiling().dialect().name(),
                way,
                exchange.payload(),
                exchange.framingBytes(),
                exchange.demandedWait().toMillis(),
                ceiling,
                measured,
                (double) one.bitsPerSecond() / BITS_PER_BYTE,
                transfer);
    }

    private static Row of(DialledThroughput one, String way, double measured, Transfer transfer) {
        return new Row(
                "ppp",
                way,
                DialledThroughput.PAYLOAD,
                DialledThroughput.FRAMING,
                0,
                one.ceiling(),
                measured,
                (double) one.bitsPerSecond() / BITS_PER_BYTE,
                transfer);
    }
}
