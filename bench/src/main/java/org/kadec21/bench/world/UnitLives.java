package org.kadec21.bench.world;

import org.kadec21.firmware.boot.Unit;
import org.kadec21.firmware.boot.UnitStatus;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.sensor.Pacing;
import org.kadec21.firmware.sensor.Sensors;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.PowerOffException;
import org.kadec21.hal.Time;

import java.time.Duration;
import java.util.Optional;

/// A unit that boots again whenever it has lost its power, whatever it was doing then.
public final class UnitLives {

    /// How long the power stays away.
    private static final Duration DARKNESS = Duration.ofMinutes(2);

    private static final Duration STRIDE = Duration.ofMinutes(30);

    private final UnitWorld world;
    private final Sensors sensors;
    private final Notices notices;
    private Optional<Unit> unit = Optional.empty();
    private int boots;

    /// @param sensors a source for each life, from behind what is on flash; rows are sampled at
    ///   their time, or at once when it has passed
    public UnitLives(UnitWorld world, Sensors sensors, Notices notices) {
        this.world = world;
        this.sensors = sensors;
        this.notices = notices;
    }

    /// Gives the unit its first power.
    public UnitStatus start() {
        boot();
        return status().orElseThrow(() ->
                new IllegalStateException("the unit lost its power in its first boot"));
    }

    /// Lets the world run, the unit on its power whenever there is some.
    public void runFor(Duration span) {
        Time time = world.world().time();
        Deadline end = time.after(span);
        while (!time.isOver(end)) {
            if (boots == 0) {
                boot();
            } else if (!world.isPowered()) {
                world.world().runFor(least(DARKNESS, left(end)));
                if (!awaitSupply(end)) {
                    return;
                }
                boot();
            }
            world.runUntilPowerIsLost(left(end));
        }
    }

    /// Lets the world run until the unit has nothing left to do; false when that takes longer than
    /// `limit`.
    public boolean settle(Duration limit) {
        Deadline end = world.world().time().after(limit);
        while (!isSettled() && !world.world().time().isOver(end)) {
            runFor(least(STRIDE, left(end)));
        }
        return isSettled();
    }

    /// What the unit is doing; empty while it has no power.
    public Optional<UnitStatus> status() {
        return world.isPowered() ? unit.map(Unit::status) : Optional.empty();
    }

    /// How often it was given power.
    public int boots() {
        return boots;
    }

    /// An empty battery has to recover first; false when it does not until `end`.
    private boolean awaitSupply(Deadline end) {
        while (!world.hasSupply() && !world.world().time().isOver(end)) {
            world.world().runFor(least(STRIDE, left(end)));
        }
        return world.hasSupply();
    }

    private boolean isSettled() {
        return status().filter(UnitStatus::isSettled).isPresent();
    }

    private void boot() {
        boots++;
        try {
            unit = Optional.of(world.powerOn(sensors, Pacing.atRowTime(), notices));
        } catch (PowerOffException cutWhileItRecovered) {
            unit = Optional.empty();
        }
    }

    private Duration left(Deadline end) {
        Time time = world.world().time();
        return Duration.ofNanos(Math.max(0, end.atNanos() - time.nanos()));
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
