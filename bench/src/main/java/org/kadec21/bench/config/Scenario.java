package org.kadec21.bench.config;

import org.kadec21.bench.console.Order;

import java.time.Duration;
import java.util.List;

/// What happens to a module while it runs.
///
/// @param steps by their time
public record Scenario(List<Step> steps) {

    public static final Scenario NONE = new Scenario(List.of());

    /// One order and its moment.
    ///
    /// @param at since the module can be used
    /// @param words the order as written
    public record Step(Duration at, Order order, String words) {}

    public Scenario {
        steps = List.copyOf(steps);
    }
}
