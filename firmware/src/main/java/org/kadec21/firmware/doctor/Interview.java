package org.kadec21.firmware.doctor;

import org.kadec21.firmware.doctor.Chart.Interviewed;
import org.kadec21.hal.Board;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.Command;
import org.kadec21.hal.at.Fields;
import org.kadec21.hal.at.Reply;
import org.kadec21.hal.at.Trace;
import org.kadec21.hal.at.UrcTable;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/// Asks a module, before anything is changed in it, what must be known first. Every question is a
/// read or a test form, which ITU-T V.250 5.4 has change nothing.
final class Interview {

    private static final Duration ANSWER = Duration.ofSeconds(5);

    /// Commands that only one vendor's modules know, by dialect.
    private static final List<Tell> TELLS =
            List.of(
                    new Tell("quectel", "AT+QIOPEN=?"),
                    new Tell("simcom", "AT+CIPOPEN=?"),
                    new Tell("ublox", "AT+USOCR=?"),
                    new Tell("telit", "AT#SD=?"));

    private final Board board;
    private final Trace trace;

    private record Tell(String dialect, String command) {}

    Interview(Board board, Trace trace) {
        this.board = board;
        this.trace = trace;
    }

    Interviewed of(String name, int bitsPerSecond, Deadline deadline) throws LinkException {
        try (AtPort port =
                AtPort.start(
                        name,
                        board.ports().open(name, bitsPerSecond),
                        board.time(),
                        board.tasks(),
                        UrcTable.of(List.of()),
                        _ -> {},
                        trace)) {
            return new Interviewed(
                    number(port, "AT+CFUN?", "+CFUN:", deadline),
                    number(port, "AT+IPR?", "+IPR:", deadline),
                    TELLS.stream()
                            .filter(tell -> isKnown(port, tell.command(), deadline))
                            .map(Tell::dialect)
                            .toList());
        }
    }

    private OptionalInt number(AtPort port, String question, String prefix, Deadline deadline) {
        return ask(port, Command.query(question, prefix), deadline) instanceof Reply.Ok ok
                ? Fields.of(ok.first()).number(0)
                : OptionalInt.empty();
    }

    private boolean isKnown(AtPort port, String test, Deadline deadline) {
        return ask(port, Command.of(test), deadline) instanceof Reply.Ok;
    }

    private Reply ask(AtPort port, Command command, Deadline deadline) {
        return port.execute(command, board.time().after(ANSWER).earlier(deadline));
    }
}
