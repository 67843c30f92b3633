package org.kadec21.simulation.module.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// A list of faults as people write it: names with their settings, `all`, or `drawn` for a few that
/// a seed chooses, `drawn-calls` for a few that packet calls meet.
///
/// @param named those asked for by name
/// @param draws whether a few more of the module's are to be drawn
/// @param drawsOfCalls whether a few more of those that calls meet are to be drawn
public record FaultList(List<FaultOrder> named, boolean draws, boolean drawsOfCalls) {

    /// Stands for a few faults, as a seed has it.
    public static final String DRAWN = "drawn";

    /// Stands for a few faults that packet calls meet, as a seed has it.
    public static final String DRAWN_CALLS = "drawn-calls";

    public FaultList {
        named = List.copyOf(named);
    }

    /// No fault at all.
    public static FaultList none() {
        return of(List.of());
    }

    /// Exactly these.
    public static FaultList of(List<FaultOrder> named) {
        return new FaultList(named, false, false);
    }

    /// Whether a fault is asked for, or may be drawn.
    public boolean mayHold(FaultKind kind) {
        return (kind.isOfCalls() ? drawsOfCalls : draws)
                || named.stream().anyMatch(order -> order.kind() == kind);
    }

    /// Reads what [Faults#parse(String)] reads, and `drawn` or `drawn-calls` in the place of a
    /// name.
    ///
    /// @throws UnknownFaultException for the first thing that is wrong; the message lists what
    ///   could stand there
    public static FaultList parse(String list) {
        List<FaultOrder> named = new ArrayList<>();
        boolean draws = false;
        boolean drawsOfCalls = false;
        for (String item : list.split(",", -1)) {
            if (item.strip().equals(DRAWN)) {
                draws = true;
            } else if (item.strip().equals(DRAWN_CALLS)) {
                drawsOfCalls = true;
            } else {
                named.addAll(Faults.parse(item));
            }
        }
        return new FaultList(named, draws, drawsOfCalls);
    }

    /// The faults to switch on: those with a name, then the drawn ones, which leave the settings of
    /// the others alone.
    ///
    /// @param chance the same seed draws the same faults
    public List<FaultOrder> orders(RandomGenerator chance) {
        List<FaultOrder> orders = new ArrayList<>(named);
        if (draws) {
            Faults.drawn(chance).stream().filter(drawn -> !isNamed(drawn)).forEach(orders::add);
        }
        if (drawsOfCalls) {
            Faults.drawnOfCalls(chance).stream()
                    .filter(drawn -> !isNamed(drawn))
                    .forEach(orders::add);
        }
        return List.copyOf(orders);
    }

    private boolean isNamed(FaultOrder drawn) {
        return named.stream().anyMatch(order -> order.kind() == drawn.kind());
    }
}
