package org.kadec21.modem.ppp;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Time;
import org.kadec21.hal.at.Answer;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.Command;
import org.kadec21.hal.at.DataListener;
import org.kadec21.hal.at.Reply;
import org.kadec21.modem.dialect.AccessPoint;
import org.kadec21.modem.ppp.link.PdpType;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes a packet call: `ATD*99***1#` on a module that has packet contexts (3GPP TS 27.007 10.1.1,
/// 10.2.1.1), `ATD#777` on one of cdma2000 that has none (TIA-707), or a number of one's own.
final class Dialling {

    private static final Duration COMMAND = Duration.ofSeconds(10);

    /// A call blocks the port until it is connected or refused: 60 s by V.250 S7, and 75 s where
    /// the packet context comes first.
    static final Duration CALL = Duration.ofMinutes(2);

    private static final int CONTEXTS = 16;

    private static final Pattern PACKET_NUMBER =
            Pattern.compile("\\*99\\*[^*#]*\\*[^*#]*\\*(\\d{1,2})[^#]*#");

    private final AtPort port;
    private final Time time;
    private String command = "ATD";

    Dialling(AtPort port, Time time) {
        this.port = port;
        this.time = time;
    }

    /// What was dialled last.
    String command() {
        return command;
    }

    /// Dials, and waits for the call.
    ///
    /// @param number instead of the usual ones
    /// @param type of the packet context, where the module has such
    /// @return [Reply.Connect] when the port is in data mode
    Reply dial(
            Optional<String> number,
            PdpType type,
            AccessPoint accessPoint,
            DataListener data,
            Deadline deadline) {
        Reply contexts = ask(Command.of("AT+CGDCONT?").answeredBy(anyContexts()), deadline);
        if (contexts instanceof Reply.Unanswered) {
            return contexts;
        }
        boolean hasContexts = contexts instanceof Reply.Ok;
        if (hasContexts) {
            // One that is up already cannot be changed, and is what was asked for before.
            String context =
                    "%d,\"%s\",\"%s\"".formatted(context(number), type, accessPoint.name());
            Reply set = ask(Command.of("AT+CGDCONT=" + context), deadline);
            if (set instanceof Reply.Unanswered) {
                return set;
            }
        }
        command = "ATD" + number.orElse(hasContexts ? "*99***1#" : "#777");
        return time.isOver(deadline)
                ? new Reply.Silence("no time was left for " + command)
                : port.dial(Command.of(command), data, time.after(CALL).earlier(deadline));
    }

    /// Ends a call that is none for data.
    void hangUp() {
        port.execute(Command.of("ATH"), time.after(COMMAND));
    }

    /// The packet context that a number dials, `*99[*address[*protocol[*context]]]#` (3GPP TS
    /// 27.007 10.2.1.1); the first one where it names none.
    static int context(Optional<String> number) {
        return number.map(PACKET_NUMBER::matcher)
                .filter(Matcher::matches)
                .map(matcher -> Integer.parseInt(matcher.group(1)))
                .orElse(1);
    }

    private static Answer anyContexts() {
        return new Answer.Prefixed("+CGDCONT:", CONTEXTS, _ -> true);
    }

    private Reply ask(Command question, Deadline deadline) {
        return time.isOver(deadline)
                ? new Reply.Silence("no time was left for " + question)
                : port.execute(question, time.after(COMMAND));
    }
}
