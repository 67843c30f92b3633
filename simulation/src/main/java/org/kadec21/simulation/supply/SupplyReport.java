package org.kadec21.simulation.supply;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How a unit's supply has fared.
///
/// @param spent what the unit drew
/// @param cells how its battery did; empty on mains
public record SupplyReport(Spent spent, Optional<Cells> cells) {

    /// How a battery did.
    ///
    /// @param fullest what can be taken out of the full battery at the coldest temperature there
    ///   was, in joules
    /// @param collected what the panel gave, in joules
    /// @param lowest the emptiest moment
    /// @param last how full it is now
    /// @param days a value for each day, for pictures
    /// @param outages how often it could not carry the unit any more
    /// @param lived for how long it has been looked at
    public record Cells(
            Battery battery,
            Optional<Panel> panel,
            double fullest,
            double collected,
            Charge lowest,
            Charge last,
            List<Charge> days,
            int outages,
            Duration lived) {

        public Cells {
            days = List.copyOf(days);
        }
    }

    /// How many days the full battery carries this unit through the coldest weather it has seen,
    /// without any sun, at the pace it lived so far; 0 while it has spent nothing.
    public double daysOfAutonomy() {
        return cells.map(
                        one -> {
                            double perDay =
                                    spent.total()
                                            / Math.max(1, one.lived().toSeconds())
                                            * Duration.ofDays(1).toSeconds();
                            return perDay == 0 ? 0 : one.fullest() / perDay;
                        })
                .orElse(0.0);
    }
}
