package org.kadec21.firmware.doctor;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.Answer;
import org.kadec21.hal.at.Command;
import org.kadec21.hal.at.Fields;
import org.kadec21.hal.at.Reply;
import org.kadec21.modem.Modem;
import org.kadec21.modem.Step;
import org.kadec21.modem.dialect.PacketService;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// `bearer`: packet attach, context and address (`+CGPADDR`, 3GPP TS 27.007 10.1.14).
final class ModuleBearerCheck implements Check {

    private static final int CONTEXTS = 16;

    private final String accessPoint;
    private final Time time;
    private final Chart chart;

    ModuleBearerCheck(String accessPoint, Time time, Chart chart) {
        this.accessPoint = accessPoint;
        this.time = time;
        this.chart = chart;
    }

    @Override
    public String name() {
        return "bearer";
    }

    @Override
    public List<String> needs() {
        return List.of("registration", "dialect");
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(4);
    }

    @Override
    public Result run(Deadline deadline) {
        Modem modem = chart.modem();
        return switch (modem.openBearer(deadline)) {
            case Step.Failed<PacketService> failed -> Mishap.of(failed);
            case Step.Done<PacketService>(PacketService packets) -> {
                chart.online(packets::connect, time);
                yield online(address(modem, deadline));
            }
        };
    }

    private Result online(Optional<String> address) {
        Facts facts = Facts.of("access_point", accessPoint);
        return new Result.Ok(
                "attached, context up at "
                        + (accessPoint.isEmpty() ? "the subscription's access point" : accessPoint)
                        + address.map(ip -> ", address " + ip).orElse(""),
                address.map(ip -> facts.and("address", ip)).orElse(facts));
    }

    /// The first context's address; not all modules tell it for contexts of their own TCP.
    private static Optional<String> address(Modem modem, Deadline deadline) {
        Command question =
                Command.of("AT+CGPADDR")
                        .answeredBy(new Answer.Prefixed("+CGPADDR:", CONTEXTS, _ -> true));
        return modem.ask(question, deadline) instanceof Reply.Ok ok
                ? ok.lines().stream()
                        .map(Fields::of)
                        .flatMap(fields -> fields.text(1).stream())
                        .filter(ip -> !ip.equals("0.0.0.0"))
                        .findFirst()
                : Optional.empty();
    }
}
