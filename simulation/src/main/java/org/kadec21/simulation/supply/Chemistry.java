package org.kadec21.simulation.supply;

/// A kind of battery, by round figures as the data sheets of such batteries have them. They are
/// assumptions: no particular battery was measured.
@SuppressWarnings("ImmutableEnumChecker") // a curve is a record of numbers that never change
public enum Chemistry {

    /// 12 V, valve-regulated, charged by a panel or the mains.
    LEAD_ACID(
            "lead-acid",
            true,
            Curve.through(0, 11_300, 10, 11_660, 25, 11_960, 50, 12_240, 75, 12_450, 100, 12_700),
            Curve.through(-40, 0.25, -20, 0.55, 0, 0.83, 25, 1),
            0.36),

    /// Eight alkaline cells in series.
    ALKALINE(
            "alkaline",
            false,
            Curve.through(0, 7_200, 10, 8_800, 50, 10_000, 90, 11_600, 100, 12_400),
            Curve.through(-30, 0.1, -20, 0.25, 0, 0.65, 20, 1),
            0.03),

    /// Three cells of lithium thionyl chloride in series: level until near the end.
    LITHIUM_PRIMARY(
            "lithium-primary",
            false,
            Curve.through(0, 8_400, 5, 10_000, 15, 10_650, 100, 10_950),
            Curve.through(-40, 0.4, -20, 0.7, 0, 0.9, 20, 1),
            0.01);

    private final String word;
    private final boolean chargeable;
    private final Curve millivolts;
    private final Curve usable;
    private final double lostPerYear;

    /// @param millivolts at rest, over the percentage that is left
    /// @param usable part of the capacity that can be taken out, over degrees Celsius
    /// @param lostPerYear part of the charge that leaks away
    Chemistry(String word, boolean chargeable, Curve millivolts, Curve usable, double lostPerYear) {
        this.word = word;
        this.chargeable = chargeable;
        this.millivolts = millivolts;
        this.usable = usable;
        this.lostPerYear = lostPerYear;
    }

    /// As in unit files.
    public String word() {
        return word;
    }

    /// Whether a panel can charge it.
    public boolean isChargeable() {
        return chargeable;
    }

    int millivolts(double partLeft) {
        return (int) Math.round(millivolts.at(100 * partLeft));
    }

    double usableAt(double celsius) {
        return usable.at(celsius);
    }

    double lostPerYear() {
        return lostPerYear;
    }
}
