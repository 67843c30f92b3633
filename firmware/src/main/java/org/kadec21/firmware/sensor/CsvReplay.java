package org.kadec21.firmware.sensor;

import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Observations replayed from a CSV file (`docs/sensor-csv.md`): a header line, `time_utc` and the
/// configured channels among its columns, rows in strictly rising time. A row that cannot be read,
/// or whose time the next row contradicts, becomes [Reading.Unreadable] and the replay goes on
/// behind it.
public final class CsvReplay implements SensorSource {

    private static final String TIME = "time_utc";
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Pattern NUMBER =
            Pattern.compile("\\s*[+-]?(\\d{1,18}(\\.\\d{0,18})?|\\.\\d{1,18})\\s*");
    private static final int LONGEST_SHOWN = 160;

    /// A row from later than the row behind it by more than this has a wrong date; without the rule
    /// it would cost all rows up to that date.
    private static final Duration LONGEST_FALL = Duration.ofDays(7);

    /// What a board's clock can show, and what nanoseconds in 64 bits can count to.
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2262-01-01T00:00:00Z");

    private final BoundedLines lines;
    private final int columns;
    private final int timeColumn;
    private final List<String> channels;
    private final List<Integer> channelColumns;
    private final Optional<Instant> after;
    private Optional<Instant> newest = Optional.empty();
    private Optional<Reading> ahead = Optional.empty();
    private boolean ended;

    /// Reads the header.
    ///
    /// @param name the file's name as shown in errors
    /// @param channels the configured channels; other columns are ignored
    /// @param after rows up to and including this time are passed over: they were recorded before
    /// @throws CsvException when there is no usable header
    public CsvReplay(String name, Reader reader, List<String> channels, Optional<Instant> after) {
        this.lines = new BoundedLines(reader);
        this.channels = List.copyOf(channels);
        this.after = after;
        List<String> header = header(name);
        this.columns = header.size();
        this.timeColumn = column(name, header, TIME);
        this.channelColumns =
                channels.stream().map(channel -> column(name, header, channel)).toList();
    }

    @Override
    public Optional<Reading> next() {
        for (Optional<Reading> row = take(); row.isPresent(); row = take()) {
            Reading reading = inOrder(row.get());
            if (!isRecorded()) {
                return Optional.of(reading);
            }
        }
        return Optional.empty();
    }

    private Optional<Reading> take() {
        Optional<Reading> next = peek();
        ahead = Optional.empty();
        return next;
    }

    private Optional<Reading> peek() {
        if (ahead.isEmpty() && !ended) {
            ahead = read();
        }
        return ahead;
    }

    /// The row itself when its time fits in between the last one taken and the one behind it.
    private Reading inOrder(Reading reading) {
        return switch (reading) {
            case Reading.Unreadable unreadable -> unreadable;
            case Reading.Observed row -> inOrder(row);
        };
    }

    private Reading inOrder(Reading.Observed row) {
        if (newest.isPresent() && !row.time().isAfter(newest.get())) {
            return new Reading.Unreadable(
                    row.line(),
                    "expected a time after "
                            + newest.get()
                            + ", but came "
                            + row.time()
                            + (row.time().equals(newest.get()) ? " again" : "")
                            + "; rows must be in rising time");
        }
        Optional<Instant> behind = contradiction(row);
        if (behind.isPresent()) {
            return new Reading.Unreadable(
                    row.line(),
                    "expected a time before the next row's "
                            + behind.get()
                            + ", but came "
                            + row.time()
                            + "; correct the date");
        }
        newest = Optional.of(row.time());
        return row;
    }

    /// The time of the row behind this one, when that is in order and says this one's is not.
    private Optional<Instant> contradiction(Reading.Observed row) {
        return peek().filter(Reading.Observed.class::isInstance)
                .map(Reading.Observed.class::cast)
                .map(Reading.Observed::time)
                .filter(behind -> behind.isBefore(row.time().minus(LONGEST_FALL)))
                .filter(behind -> newest.isEmpty() || behind.isAfter(newest.get()));
    }

    /// Whether the replay has not yet come past what was recorded before.
    private boolean isRecorded() {
        return after.filter(recorded -> newest.isEmpty() || !newest.get().isAfter(recorded))
                .isPresent();
    }

    /// The next row, blank lines and comments passed over; empty at the end.
    private Optional<Reading> read() {
        try {
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (!line.get().isBlank() && !line.get().startsWith("#")) {
                    return Optional.of(reading(line.get()));
                }
            }
            ended = true;
            return Optional.empty();
        } catch (IOException unreadable) {
            ended = true;
            return Optional.of(
                    new Reading.Unreadable(
                            lines.number() + 1,
                            "expected a row, but the file cannot be read: "
                                    + unreadable.getMessage()));
        }
    }

    private Reading reading(String line) {
        if (lines.wasTooLong()) {
            return unreadable(
                    "expected at most "
                            + BoundedLines.LONGEST_LINE
                            + " characters, but the line is longer");
        }
        List<String> cells = CsvLine.cells(line);
        if (cells.size() != columns) {
            return unreadable(
                    "expected " + columns + " columns as in the header, but came " + cells.size());
        }
        Optional<Instant> time = time(cells.get(timeColumn));
        if (time.isEmpty()) {
            return unreadable(
                    "expected a time such as 2013-01-01T06:00:00Z in "
                            + TIME
                            + ", but came '"
                            + shown(cells.get(timeColumn))
                            + "'");
        }
        if (time.get().isBefore(EARLIEST) || !time.get().isBefore(LATEST)) {
            return unreadable(
                    "expected a time from "
                            + EARLIEST
                            + " to before "
                            + LATEST
                            + ", but came "
                            + time.get());
        }
        return observed(time.get(), cells);
    }

    private Reading observed(Instant time, List<String> cells) {
        List<String> values = new ArrayList<>();
        for (int channel = 0; channel < channels.size(); channel++) {
            String value = cells.get(channelColumns.get(channel));
            if (!value.isEmpty() && !NUMBER.matcher(value).matches()) {
                return unreadable(
                        "expected a number or nothing in "
                                + channels.get(channel)
                                + ", but came '"
                                + shown(value)
                                + "'");
            }
            values.add(value);
        }
        return new Reading.Observed(lines.number(), time, values);
    }

    private Reading unreadable(String reason) {
        return new Reading.Unreadable(lines.number(), reason);
    }

    private List<String> header(String name) {
        try {
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                String text =
                        line.get().startsWith(BYTE_ORDER_MARK)
                                ? line.get().substring(1)
                                : line.get();
                if (!text.isBlank() && !text.startsWith("#")) {
                    return CsvLine.cells(text).stream().map(String::strip).toList();
                }
            }
        } catch (IOException unreadable) {
            throw new CsvException(
                    name
                            + ": expected a CSV file, but it cannot be read: "
                            + unreadable.getMessage());
        }
        throw new CsvException(
                name
                        + ": expected a header line with "
                        + TIME
                        + " and the configured channels ("
                        + String.join(", ", channels)
                        + "), but the file is empty");
    }

    private int column(String name, List<String> header, String wanted) {
        int index = header.indexOf(wanted);
        if (index < 0) {
            throw new CsvException(
                    name
                            + ":"
                            + lines.number()
                            + ": expected a column '"
                            + wanted
                            + "', but the header has "
                            + shown(String.join(", ", header))
                            + "; rename the column, or change `channels` in the unit's"
                            + " configuration");
        }
        if (header.lastIndexOf(wanted) != index) {
            throw new CsvException(
                    name
                            + ":"
                            + lines.number()
                            + ": expected one column '"
                            + wanted
                            + "', but the header has two");
        }
        return index;
    }

    private static Optional<Instant> time(String cell) {
        try {
            return Optional.of(OffsetDateTime.parse(cell.strip()).toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /// Long or unprintable text is not for an error line.
    private static String shown(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= LONGEST_SHOWN
                ? printable
                : printable.substring(0, LONGEST_SHOWN) + "...";
    }
}
