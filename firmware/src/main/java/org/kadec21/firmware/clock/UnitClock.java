package org.kadec21.firmware.clock;

import org.kadec21.firmware.store.RareFacts;
import org.kadec21.firmware.store.StateChange;
import org.kadec21.hal.Board;
import org.kadec21.hal.Flash;
import org.kadec21.hal.FlashFullException;
import org.kadec21.hal.Journal;
import org.kadec21.hal.Time;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The unit's clock, which can be set: the board's own is never touched, how far the unit's is from
/// it lies on flash, and a power cut at any moment leaves either the clock before or the one
/// behind. Monotonic time is the board's: no deadline moves when the clock is set.
///
/// ```java
/// Board board = ClockedBoard.of(hardware);
/// UnitClock.of(board).orElseThrow().set(Instant.parse("2013-05-01T01:00:00Z"), newestRecord);
/// ```
public final class UnitClock implements Time {

    /// Images that can be told the time over a service port are no older: a clock that shows less
    /// has lost its time, and certificates judged by it would be judged wrongly.
    public static final Instant EARLIEST = Instant.parse("2008-01-01T00:00:00Z");

    /// Far behind the life of any unit; a year of five digits is a slip of the finger.
    public static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    /// The log's base name.
    public static final String BASE = "clock";

    private static final String OFFSET = "clock.offset";
    private static final String STEP = "clock.step";

    private final Time hardware;
    private final RareFacts facts;
    private Duration offset;

    private UnitClock(Time hardware, RareFacts facts) {
        this.hardware = hardware;
        this.facts = facts;
        this.offset = facts.get(OFFSET).flatMap(UnitClock::span).orElse(Duration.ZERO);
    }

    /// A step of the clock that no record has told yet.
    ///
    /// @param behind the newest record when the clock was set; 0 for none
    /// @param by how far, positive forward
    private record Step(long behind, Duration by) {

        private static Optional<Step> parse(String text) {
            String[] words = text.split(" ", -1);
            return words.length == 2 && words[0].matches("\\d{1,18}")
                    ? span(words[1]).map(by -> new Step(Long.parseLong(words[0]), by))
                    : Optional.empty();
        }
    }

    /// The clock as it was set before the power went.
    ///
    /// @param hardware the board's own
    public static UnitClock recover(Flash flash, Journal journal, Time hardware) {
        return new UnitClock(hardware, RareFacts.open(flash, journal, BASE));
    }

    /// The clock of a board, if it is one that can be set.
    public static Optional<UnitClock> of(Board board) {
        return board.time() instanceof UnitClock clock ? Optional.of(clock) : Optional.empty();
    }

    @Override
    public Instant now() {
        return hardware.now().plus(offset);
    }

    @Override
    public long nanos() {
        return hardware.nanos();
    }

    /// How far this clock is ahead of the board's own; negative for behind.
    public Duration offset() {
        return offset;
    }

    /// Whether this clock may be set to `moment`.
    public static boolean allows(Instant moment) {
        return !moment.isBefore(EARLIEST) && moment.isBefore(LATEST);
    }

    /// Sets the clock; durable when this returns.
    ///
    /// @param newestRecord its number, 0 for none: the next one will tell the step, also when the
    ///   power goes before it is taken
    /// @return how far the clock went, positive forward
    /// @throws FlashFullException when there is no room; nothing changed
    /// @throws IllegalArgumentException for a moment that is not allowed
    public Duration set(Instant moment, long newestRecord) {
        if (!allows(moment)) {
            throw new IllegalArgumentException("no unit lives at " + moment);
        }
        return setOff(Duration.between(hardware.now(), moment), newestRecord);
    }

    /// Shows again what the board's own clock does; otherwise as [#set].
    public Duration unset(long newestRecord) {
        return setOff(Duration.ZERO, newestRecord);
    }

    /// How far the clock was set since `newestRecord` was taken, over restarts and power cuts: what
    /// the record behind it has to tell.
    public Duration stepSince(long newestRecord) {
        return facts.get(STEP)
                .flatMap(Step::parse)
                .filter(step -> step.behind() == newestRecord)
                .map(Step::by)
                .orElse(Duration.ZERO);
    }

    private Duration setOff(Duration wanted, long newestRecord) {
        Duration by = wanted.minus(offset);
        facts.change(
                new StateChange()
                        .put(OFFSET, wanted.toString())
                        .put(STEP, newestRecord + " " + stepSince(newestRecord).plus(by)));
        offset = wanted;
        return by;
    }

    private static Optional<Duration> span(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeException damaged) {
            return Optional.empty();
        }
    }
}
