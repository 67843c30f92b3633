package org.kadec21.firmware.service;

import org.kadec21.firmware.boot.Unit;
import org.kadec21.firmware.clock.UnitClock;
import org.kadec21.firmware.comms.CommsStatus;
import org.kadec21.firmware.comms.NetworkClock;
import org.kadec21.firmware.comms.WindowResult;
import org.kadec21.firmware.record.MeasurementRecord;
import org.kadec21.firmware.service.Answer.Cause;
import org.kadec21.firmware.service.Answer.Done;
import org.kadec21.firmware.service.Answer.Refused;
import org.kadec21.hal.FlashFullException;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Time;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/// `clock`: what the unit's clock shows and how it is set. Records keep their numbers whatever it
/// shows, and the first one behind a step tells it.
final class ClockOrder implements Order {

    /// From the wish for the network's time to the end of the call that tells it.
    static final Duration CALL_LIMIT = Duration.ofMinutes(10);

    /// What the network told longer ago is asked again: the board's quartz drifts some seconds a
    /// day.
    private static final Duration FRESH = Duration.ofHours(1);

    /// More than drift, and than the time that the network's answer took.
    private static final Duration DOUBTFUL = Duration.ofMinutes(5);

    private static final String ALLOWED =
            "expected a moment from "
                    + UnitClock.EARLIEST
                    + " on and before "
                    + UnitClock.LATEST
                    + ", with its offset from UTC, such as 2013-05-01T10:00:00+09:00 or"
                    + " 2013-05-01T01:00:00Z, but ";

    private final ServicedUnit serviced;
    private final Optional<UnitClock> clock;
    private final Time time;
    private final LocalMoment local;

    ClockOrder(ServicedUnit serviced) {
        this.serviced = serviced;
        this.clock = UnitClock.of(serviced.board());
        this.time = serviced.board().time();
        this.local = new LocalMoment(serviced);
    }

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public List<String> forms() {
        return List.of("clock", "clock MOMENT", "clock from module", "clock reset");
    }

    @Override
    public String purpose() {
        return "shows the unit's clock, or sets it: 2013-05-01T10:00:00+09:00";
    }

    @Override
    public Answer carryOut(Arguments arguments, ServiceLine line) throws LinkException {
        String words = String.join(" ", arguments.words());
        if (words.isEmpty()) {
            return show(line);
        }
        if (clock.isEmpty()) {
            return new Refused(
                    Cause.UNAVAILABLE,
                    "expected a board whose clock can be set here, but this one's cannot");
        }
        return switch (words) {
            case "from module" -> fromModule(clock.get(), line);
            case "reset" -> reset(clock.get());
            default -> set(clock.get(), words);
        };
    }

    private Answer show(ServiceLine line) throws LinkException {
        line.say("clock     " + local.of(time.now()));
        line.say("set       " + clock.map(ClockOrder::offset).orElse("cannot be set here"));
        line.say("network   " + network().map(this::network).orElse("no call has told its clock"));
        return new Done("");
    }

    /// Somebody who reads a wrist watch wrongly would silence the unit: certificates are judged by
    /// this clock.
    private String doubt(NetworkClock told) {
        Instant there = told.at(time.nanos());
        return Duration.between(there, time.now()).abs().compareTo(DOUBTFUL) <= 0
                ? ""
                : "; the network's shows "
                        + local.of(there)
                        + ", check which is right: certificates are judged by this one";
    }

    private static String offset(UnitClock clock) {
        return clock.offset().isZero()
                ? "never; it shows what the board's does"
                : seconds(clock.offset()) + " from the board's";
    }

    private String network(NetworkClock told) {
        Instant there = told.at(time.nanos());
        Duration ahead = Duration.between(there, time.now());
        return local.of(there)
                + ", told "
                + told.age(time.nanos()).toSeconds()
                + " s ago; the unit's clock is "
                + ahead.abs().toSeconds()
                + " s "
                + (ahead.isNegative() ? "behind" : "ahead");
    }

    private Answer set(UnitClock own, String words) {
        Instant moment;
        try {
            moment = moment(words);
        } catch (DateTimeException none) {
            return new Refused(Cause.USAGE, ALLOWED + "came '" + words + "'");
        }
        return UnitClock.allows(moment)
                ? moved(own, () -> own.set(moment, newestRecord()))
                : new Refused(Cause.BAD_DATA, ALLOWED + "came " + moment);
    }

    /// As ISO 8601 has it, and as `status` shows it.
    private static Instant moment(String words) {
        String text = words.replaceFirst("(\\d)[ t](\\d)", "$1T$2").replace(" ", "");
        return OffsetDateTime.parse(text).toInstant();
    }

    private Answer reset(UnitClock own) {
        Instant board = time.now().minus(own.offset());
        return UnitClock.allows(board)
                ? moved(own, () -> own.unset(newestRecord()))
                : new Refused(Cause.BAD_DATA, ALLOWED + "the board's own clock shows " + board);
    }

    private Answer fromModule(UnitClock own, ServiceLine line) throws LinkException {
        if (network().filter(this::isFresh).isEmpty()) {
            line.news("the unit calls its server, to hear the network's clock on the way");
            serviced.unit().call(time.after(CALL_LIMIT));
        }
        Optional<NetworkClock> told = network().filter(this::isFresh);
        if (told.isEmpty()) {
            return new Refused(
                    Cause.UNAVAILABLE,
                    "expected the network to tell its clock in a call, but it did not"
                            + failure()
                            + "; set the clock by hand");
        }
        Instant network = told.get().at(time.nanos());
        return UnitClock.allows(network)
                ? moved(own, () -> own.set(network, newestRecord()))
                : new Refused(Cause.BAD_DATA, ALLOWED + "the network's clock shows " + network);
    }

    private boolean isFresh(NetworkClock told) {
        return told.age(time.nanos()).compareTo(FRESH) < 0;
    }

    private String failure() {
        return comms().lastResult()
                .filter(WindowResult.Failed.class::isInstance)
                .map(WindowResult.Failed.class::cast)
                .map(failed -> " (the call failed: " + failed.reason() + ")")
                .orElse("");
    }

    /// Moves the clock, then tells who works by it.
    private Answer moved(UnitClock own, Move move) {
        Unit unit = serviced.unit();
        try {
            Duration by = move.carryOut();
            serviced.board().journal().event("clock.set", "by", by, "offset", own.offset());
            unit.clockSet(by);
            return new Done(
                    "the clock went by "
                            + seconds(by)
                            + ": "
                            + local.of(time.now())
                            + network().map(this::doubt).orElse(""));
        } catch (FlashFullException full) {
            return new Refused(Cause.DEFERRED, String.valueOf(full.getMessage()));
        }
    }

    /// One way to set the clock; answers how far it went.
    @FunctionalInterface
    private interface Move {
        Duration carryOut();
    }

    private long newestRecord() {
        return serviced.unit().newestRecord().map(MeasurementRecord::number).orElse(0L);
    }

    private Optional<NetworkClock> network() {
        return comms().network();
    }

    private CommsStatus comms() {
        return serviced.unit().status().comms();
    }

    private static String seconds(Duration span) {
        return (span.isNegative() ? "" : "+") + span.toSeconds() + " s";
    }
}
