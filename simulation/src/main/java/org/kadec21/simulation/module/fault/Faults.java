package org.kadec21.simulation.module.fault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Misbehaviours by name.
///
/// ```java
/// module.faults().switchOn(Faults.parse("late-reply,odd-lines:chance=0.5"), chance);
/// module.faults().switchOff("late-reply");
/// ```
public final class Faults {

    /// Stands for every fault.
    public static final String ALL = "all";

    /// More at once prove nothing that a few do not.
    private static final int MOST_AT_ONCE = 4;

    private Faults() {}

    /// The names of all faults, in their order.
    public static List<String> names() {
        return Arrays.stream(FaultKind.values()).map(FaultKind::word).toList();
    }

    /// Reads a list like `late-reply,odd-lines:chance=0.5,lost-recv:chance=1:every=10s`; `all`
    /// means every fault with its standard settings.
    ///
    /// @throws UnknownFaultException for the first thing that is wrong; the message lists what
    ///   could stand there
    public static List<FaultOrder> parse(String list) {
        List<FaultOrder> orders = new ArrayList<>();
        for (String item : list.split(",", -1)) {
            if (item.strip().equals(ALL)) {
                Arrays.stream(FaultKind.values()).map(FaultOrder::of).forEach(orders::add);
            } else {
                orders.add(order(item.strip()));
            }
        }
        return List.copyOf(orders);
    }

    /// The faults of these names with their standard settings.
    ///
    /// @throws UnknownFaultException when there is no such fault
    public static List<FaultOrder> named(List<String> names) {
        return names.stream().map(name -> FaultOrder.of(FaultKind.named(name))).toList();
    }

    /// A few faults of the module, as a seed has it.
    public static List<FaultOrder> drawn(RandomGenerator chance) {
        return drawn(chance, kind -> !kind.isOfCalls());
    }

    /// A few faults that packet calls meet, as a seed has it.
    public static List<FaultOrder> drawnOfCalls(RandomGenerator chance) {
        return drawn(chance, FaultKind::isOfCalls);
    }

    private static List<FaultOrder> drawn(RandomGenerator chance, Predicate<FaultKind> wanted) {
        List<FaultKind> left =
                Arrays.stream(FaultKind.values())
                        .filter(wanted)
                        .collect(Collectors.toCollection(ArrayList::new));
        List<FaultOrder> orders = new ArrayList<>();
        int count = 1 + chance.nextInt(MOST_AT_ONCE);
        while (orders.size() < count) {
            orders.add(FaultOrder.of(left.remove(chance.nextInt(left.size()))));
        }
        return List.copyOf(orders);
    }

    private static FaultOrder order(String item) {
        String[] parts = item.split(":", -1);
        FaultKind kind = FaultKind.named(parts[0]);
        SequencedMap<String, String> settings = new LinkedHashMap<>();
        for (String setting : Arrays.asList(parts).subList(1, parts.length)) {
            int equals = setting.indexOf('=');
            if (equals < 0) {
                throw new UnknownFaultException(
                        "expected a setting like chance=0.5 behind "
                                + kind.word()
                                + ":, but came '"
                                + setting
                                + "'");
            }
            settings.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return new FaultOrder(kind, settings);
    }
}
