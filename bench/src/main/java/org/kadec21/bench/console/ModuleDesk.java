package org.kadec21.bench.console;

import org.kadec21.hal.Secret;
import org.kadec21.simulation.module.SimulatedModule;
import org.kadec21.simulation.module.device.SimCard;
import org.kadec21.simulation.module.line.CallResult;

import java.util.List;
import java.util.function.Function;

/// Does things to a module that nobody can do through its AT port.
public final class ModuleDesk {

    private final SimulatedModule module;
    private final Function<Secret, SimCard> cards;
    private final FaultSwitches faults;

    /// @param cards makes a card of this subscriber that asks for a PIN, or for none when it is
    ///   empty
    public ModuleDesk(
            SimulatedModule module, Function<Secret, SimCard> cards, FaultSwitches faults) {
        this.module = module;
        this.cards = cards;
        this.faults = faults;
    }

    /// The module as it is now, in words.
    List<String> status() {
        return module.status();
    }

    List<String> listFaults() {
        return faults.list();
    }

    /// @return what was done, in words
    /// @throws OrderException when it cannot be done
    String carryOut(Order.OfModule order) throws OrderException {
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
            case Order.Faults(List<String> names, boolean on) -> {
                faults.set(names, on);
                yield (on ? "on: " : "off: ") + String.join(", ", names);
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
