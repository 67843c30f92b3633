package org.kadec21.simulation.weather;

import org.kadec21.simulation.carrier.BlockAnswer;
import org.kadec21.simulation.module.fault.FaultList;
import org.kadec21.simulation.module.fault.Faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/// A time of troubles with an end, after which it is calm.
///
/// @param gusts in their order
/// @param length from when on nothing goes wrong any more
/// @param serverFaultPercent connections out of a hundred that meet a server with a fault
/// @param serverFaults names of the faults, as `provider.behaviour.Catalogue` has them
public record Storm(
        List<Gust> gusts, Duration length, int serverFaultPercent, List<String> serverFaults) {

    private static final int MOST_SERVER_FAULT_PERCENT = 80;
    private static final int LOW_SUPPLY_MILLIVOLTS = 10_800;
    private static final Duration MOST_WRONG = Duration.ofHours(8);
    private static final Duration LONGEST_OUTAGE = Duration.ofHours(10);
    private static final List<BlockAnswer> ANSWERS = List.of(BlockAnswer.values());

    public Storm {
        gusts = List.copyOf(gusts);
        serverFaults = List.copyOf(serverFaults);
    }

    /// Draws a storm. Whole classes of troubles and server faults are on or off, so that each storm
    /// is strong in a few; troubles of one class never overlap.
    ///
    /// @param repertoire server faults to choose from
    public static Storm drawn(RandomGenerator chance, Duration length, List<String> repertoire) {
        List<Gust> gusts = new ArrayList<>();
        for (TroubleClass troubles : TroubleClass.values()) {
            if (chance.nextBoolean()) {
                gusts.addAll(series(troubles, chance, length));
            }
        }
        gusts.sort(Comparator.comparing(Gust::at));
        List<String> faults = repertoire.stream().filter(fault -> chance.nextBoolean()).toList();
        int percent = faults.isEmpty() ? 0 : chance.nextInt(MOST_SERVER_FAULT_PERCENT);
        return new Storm(gusts, length, percent, faults);
    }

    private static List<Gust> series(
            TroubleClass troubles, RandomGenerator chance, Duration length) {
        List<Gust> series = new ArrayList<>();
        Duration at = upTo(troubles.distance, chance);
        while (at.compareTo(length) < 0) {
            Duration left = length.minus(at);
            Duration longest = left.compareTo(LONGEST_OUTAGE) < 0 ? left : LONGEST_OUTAGE;
            Duration span = troubles.lasts ? upTo(longest, chance) : Duration.ZERO;
            series.add(new Gust(at, troubles.trouble(span, chance)));
            at = at.plus(span).plus(upTo(troubles.distance.multipliedBy(2), chance));
        }
        return series;
    }

    private static Duration upTo(Duration most, RandomGenerator chance) {
        return Duration.ofMillis(1 + chance.nextLong(Math.max(1, most.toMillis())));
    }

    private enum TroubleClass {
        NO_COVERAGE(Duration.ofHours(12), true),
        REGISTRATION_REFUSED(Duration.ofHours(12), true),
        PORT_BLOCKED(Duration.ofHours(12), true),
        CONNECTIONS_SEVERED(Duration.ofSeconds(30), false),
        MODULE_RESTART(Duration.ofMinutes(1), false),
        MODULE_MISBEHAVES(Duration.ofHours(4), true),
        CALLS_MISBEHAVE(Duration.ofHours(2), true),
        POWER_CUT(Duration.ofHours(3), false),
        SUPPLY_LOW(Duration.ofHours(18), true),
        CLOCK_WRONG(Duration.ofHours(12), true);

        private final Duration distance;
        private final boolean lasts;

        TroubleClass(Duration distance, boolean lasts) {
            this.distance = distance;
            this.lasts = lasts;
        }

        private Trouble trouble(Duration span, RandomGenerator chance) {
            return switch (this) {
                case NO_COVERAGE -> new Trouble.NoCoverage(span);
                case REGISTRATION_REFUSED -> new Trouble.RegistrationRefused(span);
                case PORT_BLOCKED ->
                        new Trouble.PortBlocked(span, ANSWERS.get(chance.nextInt(ANSWERS.size())));
                case CONNECTIONS_SEVERED -> new Trouble.ConnectionsSevered();
                case MODULE_RESTART -> new Trouble.ModuleRestart();
                case MODULE_MISBEHAVES ->
                        new Trouble.ModuleMisbehaves(span, FaultList.of(Faults.drawn(chance)));
                case CALLS_MISBEHAVE ->
                        new Trouble.ModuleMisbehaves(
                                span, FaultList.of(Faults.drawnOfCalls(chance)));
                case CLOCK_WRONG ->
                        new Trouble.ClockWrong(
                                span, upTo(MOST_WRONG.multipliedBy(2), chance).minus(MOST_WRONG));
                case POWER_CUT -> new Trouble.PowerCut();
                case SUPPLY_LOW -> new Trouble.SupplyLow(span, LOW_SUPPLY_MILLIVOLTS);
            };
        }
    }
}
