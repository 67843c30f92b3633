package org.kadec21.bench.world;

import org.kadec21.firmware.config.PowerSource;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.sensor.Reading;
import org.kadec21.firmware.sensor.SensorSource;
import org.kadec21.firmware.sensor.Sensors;
import org.kadec21.hal.Tasks;
import org.kadec21.simulation.module.device.ModuleMeter;
import org.kadec21.simulation.supply.Activity;
import org.kadec21.simulation.supply.SupplyReport;
import org.kadec21.simulation.supply.UnitSupply;
import org.kadec21.simulation.time.World;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// Keeps the account of what a unit and its module do, for the unit's supply, and takes the power
/// away when that is empty.
final class UnitPower {

    private final World world;
    private final Supplier<ModuleMeter> module;
    private final UnitSupply supply;
    private final OptionalInt thermometer;
    private OptionalInt sag = OptionalInt.empty();
    private Optional<Long> poweredSince = Optional.empty();
    private Duration powered = Duration.ZERO;
    private Duration radioOn = Duration.ZERO;
    private Duration connected = Duration.ZERO;
    private long samples;
    private boolean fallen;

    /// @param module what the unit's present module has used
    UnitPower(UnitConfig unit, World world, Supplier<ModuleMeter> module) {
        this.world = world;
        this.module = module;
        thermometer = thermometer(unit);
        supply =
                new UnitSupply(
                        PowerPlan.source(unit.energy().source()),
                        PowerPlan.consumption(unit.energy()),
                        world.time(),
                        world.randomness("sky").generator(),
                        this::activity);
    }

    /// Watches over a battery; does nothing on mains.
    ///
    /// @param fall takes the unit's power away
    void watch(Runnable fall) {
        if (supply.needsLooks()) {
            Tasks tasks = world.tasks("supply");
            tasks.start(
                    "battery",
                    () -> {
                        while (true) {
                            tasks.sleepUntil(world.time().after(UnitSupply.LONGEST_LOOK));
                            if (supply.isEmpty() && poweredSince.isPresent()) {
                                fallen = true;
                                supply.failed();
                                fall.run();
                            }
                        }
                    });
        }
    }

    int millivolts() {
        return sag.isPresent() ? sag.getAsInt() : supply.millivolts();
    }

    /// What the supply shows from now on whatever it has; empty for what it has.
    void sag(OptionalInt millivolts) {
        sag = millivolts;
    }

    /// Whether the unit would stay on.
    boolean carries() {
        return !fallen || supply.canRestart();
    }

    /// The unit gets power.
    ///
    /// @return whether it had lost it to an empty battery, and its module with it
    boolean switchedOn() {
        boolean afterFall = fallen;
        fallen = false;
        supply.look();
        poweredSince = Optional.of(world.time().nanos());
        return afterFall;
    }

    void switchedOff() {
        supply.look();
        powered = poweredTime();
        poweredSince = Optional.empty();
    }

    /// The present module is taken out: its account is closed.
    void moduleTakenOut() {
        supply.look();
        ModuleMeter last = module.get();
        radioOn = radioOn.plus(last.radioOn());
        connected = connected.plus(last.traffic());
    }

    SupplyReport report() {
        return supply.report();
    }

    /// The same sensors; each reading is paid for, and the battery is as warm as it says. A source
    /// is asked for a reading before its time has come, so that each counts when the next is asked
    /// for.
    Sensors metered(Sensors sensors) {
        return recorded -> metered(sensors.after(recorded));
    }

    private SensorSource metered(SensorSource source) {
        return new SensorSource() {
            private Optional<Reading> taken = Optional.empty();

            @Override
            public Optional<Reading> next() {
                taken.ifPresent(UnitPower.this::sampled);
                taken = source.next();
                return taken;
            }
        };
    }

    private void sampled(Reading reading) {
        samples++;
        if (thermometer.isPresent() && reading instanceof Reading.Observed observed) {
            String shown = observed.values().get(thermometer.getAsInt());
            if (!shown.isEmpty()) {
                supply.warmth(Double.parseDouble(shown));
            }
        }
    }

    private Activity activity() {
        ModuleMeter meter = module.get();
        return new Activity(
                poweredTime(),
                samples,
                radioOn.plus(meter.radioOn()),
                connected.plus(meter.traffic()));
    }

    private Duration poweredTime() {
        return powered.plusNanos(
                poweredSince.map(since -> world.time().nanos() - since).orElse(0L));
    }

    private static OptionalInt thermometer(UnitConfig unit) {
        if (unit.energy().source() instanceof PowerSource.Battery battery) {
            int index = battery.temperatureChannel().map(unit.channelNames()::indexOf).orElse(-1);
            return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
        }
        return OptionalInt.empty();
    }
}
