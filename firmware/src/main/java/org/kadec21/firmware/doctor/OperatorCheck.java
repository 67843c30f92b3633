package org.kadec21.firmware.doctor;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.at.Command;
import org.kadec21.hal.at.Fields;
import org.kadec21.hal.at.Reply;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// `operator`: whose network it is (`+COPS?`, 3GPP TS 27.007 7.3). The program before us may have
/// left the module telling names as hexadecimal digits (`+CSCS`, 5.5) or numbers alone, so that the
/// form is set first; a module that refuses either keeps the one form it has.
final class OperatorCheck implements Check {

    private static final List<String> PLAIN_NAMES = List.of("AT+CSCS=\"IRA\"", "AT+COPS=3,0");

    private final CarrierFacts carrier;
    private final Chart chart;

    OperatorCheck(CarrierFacts carrier, Chart chart) {
        this.carrier = carrier;
        this.chart = chart;
    }

    @Override
    public String name() {
        return "operator";
    }

    @Override
    public List<String> needs() {
        return List.of("registration");
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Result run(Deadline deadline) {
        PLAIN_NAMES.forEach(form -> chart.modem().ask(Command.of(form), deadline));
        Reply reply = chart.modem().ask(Command.query("AT+COPS?", "+COPS:"), deadline);
        Optional<String> operator =
                reply instanceof Reply.Ok ok ? Fields.of(ok.first()).text(2) : Optional.empty();
        if (operator.isEmpty()) {
            return new Result.NotChecked("the module does not tell its operator");
        }
        Facts facts = Facts.of("operator", operator.get());
        boolean other =
                !carrier.operator().isEmpty()
                        && !carrier.operator().equalsIgnoreCase(operator.get());
        return other
                ? new Result.Warning(
                        operator.get() + ", while the carrier's file is of " + carrier.operator(),
                        "name the right carrier's file with --carrier: what is said of dates comes"
                                + " from it",
                        facts)
                : new Result.Ok(operator.get(), facts);
    }
}
