package org.kadec21.simulation.supply;

import org.kadec21.hal.Board;
import org.kadec21.hal.Time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// A unit's supply: it follows what the unit does, whenever it is looked at. Somebody has to look
/// at least every [#LONGEST_LOOK] where there is a battery, since sun and cold are taken as level
/// in between.
///
/// ```java
/// UnitSupply supply =
///         new UnitSupply(source, consumption, time, world.randomness("sky").generator(), activity);
/// supply.warmth(-12.5);
/// int shown = supply.millivolts();
/// ```
public final class UnitSupply implements Board.Supply {

    public static final Duration LONGEST_LOOK = Duration.ofMinutes(15);

    /// A unit that lost its battery starts again when this part of it can be taken out: with less
    /// it would only fall again (assumption: a hardware comparator with hysteresis).
    private static final double RESTART = 0.05;

    private static final double MILLIS_PER_SECOND = 1000;

    private final Source source;
    private final Consumption consumption;
    private final Time time;
    private final Supplier<Activity> activity;
    private final Optional<Sky> sky;
    private final List<Charge> days = new ArrayList<>();
    private final Instant began;
    private Activity seen = Activity.NONE;
    private Instant lookedAt;
    private Spent spent = Spent.NONE;
    private Optional<CellsState> cells;
    private int outages;

    /// @param chance draws the days' clouds
    /// @param activity what the unit has done since it was made
    public UnitSupply(
            Source source,
            Consumption consumption,
            Time time,
            RandomGenerator chance,
            Supplier<Activity> activity) {
        this.source = source;
        this.consumption = consumption;
        this.time = time;
        this.activity = activity;
        began = time.now();
        lookedAt = began;
        switch (source) {
            case Source.Mains mains -> {
                sky = Optional.empty();
                cells = Optional.empty();
            }
            case Source.Cells(Battery battery, Optional<Panel> panel) -> {
                sky = panel.map(one -> new Sky(one, chance));
                cells = Optional.of(CellsState.of(battery, began));
            }
        }
    }

    /// Whether somebody has to look regularly.
    public boolean needsLooks() {
        return source instanceof Source.Cells;
    }

    /// The battery has this temperature from now on.
    public void warmth(double celsius) {
        look();
        cells = cells.map(state -> state.at(celsius));
    }

    @Override
    public int millivolts() {
        look();
        return switch (source) {
            case Source.Mains(int millivolts) -> millivolts;
            case Source.Cells(Battery battery, Optional<Panel> panel) ->
                    cells.map(state -> battery.millivolts(state.joules(), state.celsius()))
                            .orElseThrow();
        };
    }

    /// Whether it can carry the unit no longer.
    public boolean isEmpty() {
        look();
        return source instanceof Source.Cells(Battery battery, Optional<Panel> panel)
                && cells.filter(state -> state.isEmpty(battery)).isPresent();
    }

    /// Whether it can carry the unit again after it was empty.
    public boolean canRestart() {
        look();
        return !(source instanceof Source.Cells(Battery battery, Optional<Panel> panel))
                || cells.filter(state ->
                                battery.usableJoules(state.joules(), state.celsius())
                                        > RESTART * battery.capacityJoules())
                        .isPresent();
    }

    /// The unit has lost its power to an empty battery.
    public void failed() {
        outages++;
    }

    /// How it has fared so far.
    public SupplyReport report() {
        look();
        return new SupplyReport(
                spent,
                source instanceof Source.Cells(Battery battery, Optional<Panel> panel)
                        ? cells.map(state -> report(battery, panel, state))
                        : Optional.empty());
    }

    /// Takes into account what happened since the last look.
    public void look() {
        Instant now = time.now();
        Activity done = activity.get();
        Spent since = consumption.of(done.minus(seen));
        spent = spent.plus(since);
        seen = done;
        Duration span = Duration.between(lookedAt, now);
        if (source instanceof Source.Cells(Battery battery, Optional<Panel> panel)
                && !span.isNegative()) {
            Instant middle = lookedAt.plus(span.dividedBy(2));
            double given =
                    sky.map(one -> one.wattsAt(middle)).orElse(0.0)
                            * (span.toMillis() / MILLIS_PER_SECOND);
            cells = cells.map(state -> state.after(battery, span, since.total(), given, now));
            cells.ifPresent(state -> noteDay(state.charge(battery, now)));
        }
        lookedAt = now;
    }

    private void noteDay(Charge charge) {
        if (days.isEmpty() || !days.getLast().at().plus(Duration.ofDays(1)).isAfter(charge.at())) {
            days.add(charge);
        }
    }

    private SupplyReport.Cells report(Battery battery, Optional<Panel> panel, CellsState state) {
        return new SupplyReport.Cells(
                battery,
                panel,
                battery.usableJoules(battery.capacityJoules(), state.coldest()),
                state.collected(),
                state.lowest(),
                state.charge(battery, lookedAt),
                days,
                outages,
                Duration.between(began, lookedAt));
    }
}
