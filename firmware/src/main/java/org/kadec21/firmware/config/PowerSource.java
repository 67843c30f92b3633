package org.kadec21.firmware.config;

import java.util.List;
import java.util.Optional;

/// What a unit lives on. Its board measures the supply whatever stands here; the bench plays it.
public sealed interface PowerSource {

    /// Always there, always the same.
    record Mains(int millivolts) implements PowerSource {}

    /// A battery, by itself or charged by a panel.
    ///
    /// @param wattHours capacity at 25 °C
    /// @param startPercent charge at the beginning
    /// @param temperatureChannel the channel whose degrees Celsius are the battery's; without one
    ///   it stays at 20
    record Battery(
            Chemistry chemistry,
            int wattHours,
            int startPercent,
            Optional<String> temperatureChannel,
            Optional<Panel> panel)
            implements PowerSource {}

    /// Kinds of batteries.
    enum Chemistry {
        LEAD_ACID,
        ALKALINE,
        LITHIUM_PRIMARY
    }

    /// A solar panel that faces the equator.
    ///
    /// @param watts as it is sold
    /// @param tiltDegrees from level
    /// @param latitude degrees, north positive
    /// @param longitude degrees, east positive
    /// @param clearnessPercent of an average day, for January to December
    record Panel(
            double watts,
            int tiltDegrees,
            double latitude,
            double longitude,
            List<Integer> clearnessPercent) {

        public Panel {
            clearnessPercent = List.copyOf(clearnessPercent);
        }
    }
}
