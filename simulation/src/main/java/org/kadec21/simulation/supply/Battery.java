package org.kadec21.simulation.supply;

import java.time.Duration;

/// A battery as it was bought.
///
/// @param wattHours capacity at 25 °C
/// @param startPercent charge at the beginning, 1 to 100
public record Battery(Chemistry chemistry, int wattHours, int startPercent) {

    /// Of what a panel gives, so much can be taken out again: charging and the charger lose the
    /// rest (assumption).
    private static final double KEPT_OF_CHARGE = 0.8;

    private static final double JOULES_PER_WATT_HOUR = 3600;
    private static final double SECONDS_PER_YEAR = 31_557_600;

    public Battery {
        if (wattHours < 1 || startPercent < 1 || startPercent > 100) {
            throw new IllegalArgumentException(
                    "a battery has 1 Wh or more and starts with 1 to 100 percent, not "
                            + wattHours
                            + " Wh with "
                            + startPercent
                            + " percent");
        }
    }

    double capacityJoules() {
        return wattHours * JOULES_PER_WATT_HOUR;
    }

    double startJoules() {
        return capacityJoules() * startPercent / 100;
    }

    /// What is in it after a time; never more than its capacity, never less than nothing.
    ///
    /// @param before joules in it
    /// @param drawn joules taken out
    /// @param given joules from the panel
    double after(Duration span, double before, double drawn, double given) {
        double leaked = before * chemistry.lostPerYear() * span.toSeconds() / SECONDS_PER_YEAR;
        double charged = chemistry.isChargeable() ? given * KEPT_OF_CHARGE : 0;
        return Math.clamp(before - leaked - drawn + charged, 0, capacityJoules());
    }

    /// What can be taken out of it at this temperature: cold keeps some of it back, which comes
    /// again with warmth.
    double usableJoules(double joules, double celsius) {
        return Math.max(0, joules - capacityJoules() * (1 - chemistry.usableAt(celsius)));
    }

    int millivolts(double joules, double celsius) {
        return chemistry.millivolts(
                usableJoules(joules, celsius) / (capacityJoules() * chemistry.usableAt(celsius)));
    }
}
