package org.kadec21.simulation.carrier;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where a unit is, by time. Without a stop it stays at an ordinary spot that no place's name
/// belongs to, where only cells without a place are received.
///
/// @param stops in the order of time
public record Route(List<Stop> stops) {

    /// A unit that never moves.
    public static final Route NONE = new Route(List.of());

    /// Half of a place's spots are easier to reach.
    public static final int ORDINARY_SPOT = 50;

    /// From `from` on the unit is at `place`; before the first stop it is there already.
    ///
    /// @param spot how hard it is to reach there, 0 (an open hill) to 99 (a ravine): a cell that
    ///   covers N percent of a place reaches the spots below N
    public record Stop(Instant from, String place, int spot) {

        public Stop {
            if (spot < 0 || spot > 99) {
                throw new IllegalArgumentException("a spot is 0 to 99, not " + spot);
            }
        }
    }

    public Route {
        stops = List.copyOf(stops);
        for (int next = 1; next < stops.size(); next++) {
            if (!stops.get(next - 1).from().isBefore(stops.get(next).from())) {
                throw new IllegalArgumentException(
                        "a route goes forward in time, but its stop "
                                + stops.get(next)
                                + " is not later than the one before");
            }
        }
    }

    Optional<Stop> at(Instant now) {
        return stops.stream()
                .filter(stop -> !now.isBefore(stop.from()))
                .reduce((earlier, later) -> later)
                .or(() -> stops.stream().findFirst());
    }

    Stream<Instant> moments() {
        return stops.stream().map(Stop::from);
    }
}
