package org.kadec21.simulation.module.fault;

import org.kadec21.simulation.module.core.Conduct.Fate;
import org.kadec21.simulation.module.line.AtCommand;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// Commands that wait for the network keep the port busy, up to what their makers warn of.
final class BlockingCommands implements Fault {

    private static final Duration LEAST = Duration.ofSeconds(1);

    private final Pace pace;
    private final Circumstances circumstances;
    private final Duration most;
    private final Map<String, Duration> longest = new TreeMap<>();

    BlockingCommands(FaultOrder order, Circumstances circumstances) {
        this.circumstances = circumstances;
        pace = new Pace(order, circumstances);
        most = order.duration("most");
        block("+CGATT", 75);
        block("+CFUN", 12);
        block("+COPS", 180);
        block("D", 60);
        block("+QIACT", 140);
        block("+QIDEACT", 38);
        block("+QICLOSE", 9);
        block("+NETCLOSE", 100);
        block("+USOCO", 120);
        block("+USOCL", 9);
        block("+CGACT", 140);
        block("#SGACT", 140);
        block("#SD", 120);
    }

    @Override
    public Fate fateOf(AtCommand command) {
        Duration own = longest.getOrDefault(command.name(), Duration.ZERO);
        boolean asks =
                command.form() == AtCommand.Form.READ || command.form() == AtCommand.Form.TEST;
        return own.isZero() || asks || !pace.strikes()
                ? new Fate.Obeyed()
                : new Fate.Delayed(
                        circumstances.between(LEAST, own.compareTo(most) < 0 ? own : most));
    }

    private void block(String command, int seconds) {
        longest.put(command, Duration.ofSeconds(seconds));
    }
}
