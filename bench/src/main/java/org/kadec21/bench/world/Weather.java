package org.kadec21.bench.world;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Time;
import org.kadec21.simulation.carrier.BlockAnswer;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.carrier.PortBlock;
import org.kadec21.simulation.module.fault.FaultList;
import org.kadec21.simulation.module.fault.FaultOrder;
import org.kadec21.simulation.provider.behaviour.BehaviourPlan;
import org.kadec21.simulation.provider.behaviour.Catalogue;
import org.kadec21.simulation.provider.smtp.Behaviour;
import org.kadec21.simulation.weather.Gust;
import org.kadec21.simulation.weather.Storm;
import org.kadec21.simulation.weather.Trouble;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Acts a [Storm] out on a [UnitWorld]. When it is over, everything is as it was before.
public final class Weather {

    /// Percent of the subscribers.
    private static final int EVERYBODY = 100;

    private final UnitWorld world;
    private final CarrierPolicy fair;
    private final RandomGenerator draws;
    private boolean covered = true;
    private boolean refused;
    private Optional<BlockAnswer> blocked = Optional.empty();

    private record Change(Duration at, Runnable act) {}

    private Weather(UnitWorld world, CarrierPolicy fair) {
        this.world = world;
        this.fair = fair;
        draws = world.world().randomness("drawn faults").generator();
    }

    /// Lets the storm begin now; it goes on by itself.
    ///
    /// @param fair the carrier without troubles
    public static void begin(Storm storm, UnitWorld world, CarrierPolicy fair) {
        begin(storm.gusts(), world, fair);
    }

    static void begin(List<Gust> gusts, UnitWorld world, CarrierPolicy fair) {
        Weather weather = new Weather(world, fair);
        List<Change> changes = new ArrayList<>();
        gusts.forEach(gust -> weather.plan(gust, changes));
        changes.sort(Comparator.comparing(Change::at));
        Time time = world.world().time();
        Deadline begin = time.after(Duration.ZERO);
        world.world()
                .tasks("weather")
                .start(
                        "storm",
                        () -> {
                            for (Change change : changes) {
                                world.world().tasks("weather").sleepUntil(begin.plus(change.at()));
                                change.act().run();
                            }
                        });
    }

    /// The storm's servers.
    ///
    /// @param begin when the storm begins
    public static BehaviourPlan servers(Storm storm, RandomGenerator chance, Instant begin) {
        Catalogue catalogue = new Catalogue();
        List<Behaviour> faults =
                storm.serverFaults().stream()
                        .map(name -> catalogue.find(name).orElseThrow())
                        .toList();
        return faults.isEmpty()
                ? BehaviourPlan.regular()
                : BehaviourPlan.seeded(chance, storm.serverFaultPercent(), faults)
                        .until(begin.plus(storm.length()));
    }

    private void plan(Gust gust, List<Change> changes) {
        switch (gust.trouble()) {
            case Trouble.NoCoverage(Duration span) -> {
                add(changes, gust.at(), () -> covered = false);
                add(changes, gust.at().plus(span), () -> covered = true);
            }
            case Trouble.RegistrationRefused(Duration span) -> {
                add(changes, gust.at(), () -> refused = true);
                add(changes, gust.at().plus(span), () -> refused = false);
            }
            case Trouble.PortBlocked(Duration span, BlockAnswer answer) -> {
                add(changes, gust.at(), () -> blocked = Optional.of(answer));
                add(changes, gust.at().plus(span), () -> blocked = Optional.empty());
            }
            case Trouble.ConnectionsSevered() ->
                    changes.add(new Change(gust.at(), () -> world.carrier().sever("storm")));
            case Trouble.ModuleRestart() ->
                    changes.add(new Change(gust.at(), () -> world.module().power().pulseReset()));
            case Trouble.ModuleMisbehaves(Duration span, FaultList wanted) -> {
                List<FaultOrder> faults = wanted.orders(draws);
                changes.add(new Change(gust.at(), () -> misbehave(faults)));
                changes.add(new Change(gust.at().plus(span), () -> behave(faults)));
            }
            case Trouble.PowerCut() ->
                    changes.add(new Change(gust.at(), () -> world.cutPower("storm")));
            case Trouble.ClockWrong(Duration span, Duration ahead) -> {
                changes.add(new Change(gust.at(), () -> world.setClock(ahead)));
                changes.add(new Change(gust.at().plus(span), () -> world.setClock(Duration.ZERO)));
            }
            case Trouble.SupplyLow(Duration span, int millivolts) -> {
                changes.add(new Change(gust.at(), () -> world.sagSupply(millivolts)));
                changes.add(new Change(gust.at().plus(span), world::restoreSupply));
            }
        }
    }

    private void misbehave(List<FaultOrder> faults) {
        world.world().journal("weather").event("module.misbehaves", "faults", faults.toString());
        world.module().faults().switchOn(faults, world.world().randomness("faults").generator());
    }

    private void behave(List<FaultOrder> faults) {
        faults.forEach(order -> world.module().faults().switchOff(order.kind().word()));
    }

    private void add(List<Change> changes, Duration at, Runnable change) {
        changes.add(
                new Change(
                        at,
                        () -> {
                            change.run();
                            world.carrier().change(policy());
                        }));
    }

    private CarrierPolicy policy() {
        CarrierPolicy policy = covered ? fair : fair.withCoverage(List.of());
        if (refused) {
            policy = policy.refusing(List.of(UnitWorld.IMSI));
        }
        return blocked.map(this::blocks).map(policy::withBlocks).orElse(policy);
    }

    private List<PortBlock> blocks(BlockAnswer answer) {
        return world.config().servers().stream()
                .map(server ->
                        new PortBlock(server.port(), Instant.MIN, List.of(), EVERYBODY, answer))
                .toList();
    }
}
