package org.kadec21.simulation.supply;

import java.time.Duration;
import java.time.Instant;

/// A battery's state, changed by looking at it.
///
/// @param joules in it
/// @param celsius its temperature
/// @param coldest the lowest temperature so far
/// @param collected joules that the panel gave so far
/// @param lowest the emptiest moment so far
record CellsState(double joules, double celsius, double coldest, double collected, Charge lowest) {

    /// Until a sensor says otherwise.
    private static final double ROOM_CELSIUS = 20;

    static CellsState of(Battery battery, Instant now) {
        return new CellsState(
                battery.startJoules(),
                ROOM_CELSIUS,
                ROOM_CELSIUS,
                0,
                new Charge(now, battery.startPercent()));
    }

    /// After a span in which the unit drew and the panel gave.
    CellsState after(Battery battery, Duration span, double drawn, double given, Instant now) {
        double left = battery.after(span, joules, drawn, given);
        double percent = 100 * left / battery.capacityJoules();
        return new CellsState(
                left,
                celsius,
                coldest,
                collected + given,
                percent < lowest.percent() ? new Charge(now, percent) : lowest);
    }

    CellsState at(double newCelsius) {
        return new CellsState(joules, newCelsius, Math.min(coldest, newCelsius), collected, lowest);
    }

    /// Whether it carries nothing any more.
    boolean isEmpty(Battery battery) {
        return battery.usableJoules(joules, celsius) <= 0;
    }

    Charge charge(Battery battery, Instant now) {
        return new Charge(now, 100 * joules / battery.capacityJoules());
    }
}
