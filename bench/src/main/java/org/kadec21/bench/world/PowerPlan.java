package org.kadec21.bench.world;

import org.kadec21.firmware.config.PowerSource;
import org.kadec21.firmware.config.UnitConfig.Energy;
import org.kadec21.simulation.supply.Battery;
import org.kadec21.simulation.supply.Chemistry;
import org.kadec21.simulation.supply.Consumption;
import org.kadec21.simulation.supply.Panel;
import org.kadec21.simulation.supply.Source;

/// What a unit's file says of its energy, as the simulated supply takes it.
final class PowerPlan {

    private PowerPlan() {}

    static Consumption consumption(Energy energy) {
        return new Consumption(
                energy.loggerMilliwatts(),
                energy.samplingMilliwatts(),
                energy.samplingTime(),
                energy.registeringMilliwatts(),
                energy.transmittingMilliwatts());
    }

    static Source source(PowerSource source) {
        return switch (source) {
            case PowerSource.Mains(int millivolts) -> new Source.Mains(millivolts);
            case PowerSource.Battery battery ->
                    new Source.Cells(
                            new Battery(
                                    chemistry(battery.chemistry()),
                                    battery.wattHours(),
                                    battery.startPercent()),
                            battery.panel().map(PowerPlan::panel));
        };
    }

    private static Chemistry chemistry(PowerSource.Chemistry chemistry) {
        return switch (chemistry) {
            case LEAD_ACID -> Chemistry.LEAD_ACID;
            case ALKALINE -> Chemistry.ALKALINE;
            case LITHIUM_PRIMARY -> Chemistry.LITHIUM_PRIMARY;
        };
    }

    private static Panel panel(PowerSource.Panel panel) {
        return new Panel(
                panel.watts(),
                panel.tiltDegrees(),
                panel.latitude(),
                panel.longitude(),
                panel.clearnessPercent());
    }
}
