package org.kadec21.bench.console;

import org.kadec21.hal.Secret;
import org.kadec21.simulation.module.SimulatedModule;
import org.kadec21.simulation.module.device.SimCard;
import org.kadec21.simulation.module.fault.FaultKind;
import org.kadec21.simulation.module.fault.FaultList;
import org.kadec21.simulation.module.fault.FaultOrder;
import org.kadec21.simulation.module.line.CallResult;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Does things to a module that nobody can do through its AT port.
public final class ModuleDesk {

    private final SimulatedModule module;
    private final Function<Secret, SimCard> cards;
    private final RandomGenerator chance;

    /// @param cards makes a card of this subscriber that asks for a PIN, or for none when it is
    ///   empty
    /// @param chance decides when faults strike
    public ModuleDesk(
            SimulatedModule module, Function<Secret, SimCard> cards, RandomGenerator chance) {
        this.module = module;
        this.cards = cards;
        this.chance = chance;
    }

    /// The module as it is now, in words.
    List<String> status() {
        return module.status();
    }

    List<String> listFaults() {
        List<String> on = module.faults().active().stream().map(FaultOrder::toString).toList();
        List<String> known =
                Arrays.stream(FaultKind.values())
                        .map(kind -> "%-20s %s".formatted(kind.word(), kind.sentence()))
                        .toList();
        return Stream.concat(
                        known.stream(),
                        Stream.of("on now: " + (on.isEmpty() ? "none" : String.join(", ", on))))
                .toList();
    }

    /// Carries an order out.
    ///
    /// @return what was done, in words
    String carryOut(Order.OfModule order) {
        return switch (order) {
            case Order.Power(Order.Switch what) -> power(what);
            case Order.InsertSim(Secret pin) -> {
                module.insertCard(cards.apply(pin));
                yield pin.isEmpty() ? "a card without a PIN is in" : "a card with a PIN is in";
            }
            case Order.RemoveSim() -> {
                module.removeCard();
                yield "the card is out";
            }
            case Order.FaultsOn(FaultList wanted) -> {
                List<FaultOrder> faults = wanted.orders(chance);
                module.faults().switchOn(faults, chance);
                yield "on: " + faults;
            }
            case Order.FaultsOff(List<FaultKind> faults) -> {
                faults.forEach(fault -> module.faults().switchOff(fault.word()));
                yield "off: " + faults.stream().map(FaultKind::word).toList();
            }
            case Order.Message(String sender, String text) -> {
                module.deliverMessage(sender, text);
                yield "a message from " + sender + " is in the network";
            }
            case Order.Call(String caller) -> {
                module.ring(caller);
                yield caller + " is calling";
            }
            case Order.HangUp() -> {
                module.farEndHangsUp();
                yield "the far end has hung up";
            }
            case Order.Answer(String number, CallResult result) -> {
                module.answerCalls(number, result);
                yield "calls to " + (number.isEmpty() ? "all others" : number) + ": " + result;
            }
        };
    }

    private String power(Order.Switch what) {
        return switch (what) {
            case KEY -> {
                module.power().pressPowerKey();
                yield "the power key was pressed";
            }
            case RESET -> {
                module.power().pulseReset();
                yield "the reset line was pulled";
            }
            case OFF -> {
                module.cutSupply();
                yield "the supply is cut";
            }
            case ON -> {
                module.power().cycleSupply();
                yield "the supply is back";
            }
        };
    }
}
