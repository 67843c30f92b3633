package org.kadec21.modem;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.at.Answer;
import org.kadec21.hal.at.Command;
import org.kadec21.hal.at.Fields;
import org.kadec21.hal.at.Reply;
import org.kadec21.modem.Attachment.Cause;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/// What a module can be asked without changing anything.
final class ModuleQueries {

    private static final int IDENTITY_LINES = 4;

    private static final String WRONG_KIND = "check that the module is of the configured kind";

    private final BiFunction<Command, Deadline, Reply> port;

    /// @param port executes a command, ending at the latest a little after the deadline
    ModuleQueries(BiFunction<Command, Deadline, Reply> port) {
        this.port = port;
    }

    /// What the module says of itself; a question it refuses leaves its text empty, one it does not
    /// answer is a failure.
    Step<Identity> identity(Deadline deadline) {
        List<String> texts = new ArrayList<>();
        for (String question : List.of("AT+CGMI", "AT+CGMM", "AT+CGMR", "AT+CGSN")) {
            Command query = Command.of(question).answeredBy(new Answer.Bare(IDENTITY_LINES));
            Reply reply = port.apply(query, deadline);
            if (reply instanceof Reply.Unanswered) {
                return Troubles.of(
                        reply, "the module's answer to " + question, Cause.MODULE, WRONG_KIND);
            }
            texts.add(reply instanceof Reply.Ok ok ? bareText(ok) : "");
        }
        return new Step.Done<>(
                new Identity(texts.get(0), texts.get(1), texts.get(2), texts.get(3)));
    }

    Step<SignalQuality> signal(Deadline deadline) {
        return ask("AT+CSQ", "+CSQ:", "the signal strength", deadline, SignalQuality::of);
    }

    Step<ServingCell> band(Deadline deadline) {
        return ask("AT$BSINFO?", "$BSINFO:", "the serving cell", deadline, ServingCell::of);
    }

    Step<Instant> networkTime(Deadline deadline) {
        Reply reply = port.apply(Command.query("AT+CCLK?", "+CCLK:"), deadline);
        if (!(reply instanceof Reply.Ok ok)) {
            return Troubles.of(reply, "the module's clock", Cause.MODULE, WRONG_KIND);
        }
        return NetworkTime.parse(ok.first())
                .<Step<Instant>>map(Step.Done::new)
                .orElseGet(
                        () ->
                                new Step.Failed<>(
                                        Cause.REGISTRATION,
                                        "expected a clock the network has set, the module shows "
                                                + ok.first(),
                                        "wait until the module is registered, or go on without"));
    }

    private <T> Step<T> ask(
            String text,
            String prefix,
            String what,
            Deadline deadline,
            Function<Fields, T> reader) {
        Reply reply = port.apply(Command.query(text, prefix), deadline);
        return reply instanceof Reply.Ok ok && !ok.lines().isEmpty()
                ? new Step.Done<>(reader.apply(Fields.of(ok.first())))
                : Troubles.of(reply, what, Cause.MODULE, WRONG_KIND);
    }

    /// Some modules prefix information text with the command's name, some put it in quotes.
    private static String bareText(Reply.Ok reply) {
        return reply.first().replaceFirst("^\\+CG[A-Z]+:\\s*", "").replace("\"", "");
    }
}
