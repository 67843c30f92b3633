package org.kadec21.modem;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.at.Answer;
import org.kadec21.hal.at.Command;
import org.kadec21.hal.at.Fields;
import org.kadec21.hal.at.Reply;
import org.kadec21.modem.Attachment.Cause;

import java.time.Duration;

/// Waits for the network to register the module (3GPP TS 27.007 7.2), and says why it did not.
final class Registering {

    /// A registration URC may be lost; after this long the module is asked.
    private static final Duration POLL = Duration.ofSeconds(5);

    /// The shape tells the answer from the URC: `n,stat` or `n,stat,lac,cell`, not `stat`.
    private static final Command QUERY =
            Command.of("AT+CREG?")
                    .answeredBy(
                            new Answer.Prefixed(
                                    "+CREG:",
                                    1,
                                    fields -> fields.count() == 2 || fields.count() > 3));

    private static final Command REPORT = Command.query("AT+CEER", "+CEER:");

    private final ModuleLine line;
    private final ModuleQueries queries;

    Registering(ModuleLine line, ModuleQueries queries) {
        this.line = line;
        this.queries = queries;
    }

    Step<Registration> ask(Deadline deadline) {
        Reply reply = line.execute(QUERY, deadline);
        return reply instanceof Reply.Ok ok && !ok.lines().isEmpty()
                ? new Step.Done<>(Registration.ofAnswer(Fields.of(ok.first())))
                : Troubles.of(
                        reply,
                        "the state of registration",
                        Cause.REGISTRATION,
                        "check the module's firmware");
    }

    Step<Registration> await(Deadline deadline) {
        Deadline patience = line.time().after(line.limits().registration()).earlier(deadline);
        while (true) {
            Step<Registration> asked = ask(Deadline.never());
            if (!(asked instanceof Step.Done<Registration>(Registration registration))
                    || registration.isRegistered()) {
                return asked;
            }
            if (registration == Registration.DENIED || line.time().isOver(patience)) {
                return notRegistered(registration);
            }
            line.awaitNews(patience.earlier(line.time().after(POLL)));
        }
    }

    private Step<Registration> notRegistered(Registration registration) {
        String signal =
                queries.signal(Deadline.never())
                                instanceof Step.Done<SignalQuality>(SignalQuality quality)
                        ? quality.toString()
                        : "unknown";
        return new Step.Failed<>(
                Cause.REGISTRATION,
                "expected to be registered within "
                        + line.limits().registration().toSeconds()
                        + " s, the module is "
                        + registration
                        + ", signal "
                        + signal
                        + report(),
                registration == Registration.DENIED
                        ? "check the contract of this SIM and whether the carrier still serves this"
                                + " module's bands"
                        : "check the antenna and the coverage of this module's bands");
    }

    /// The module's own words for what went wrong last (27.007 6.10), when it has any.
    private String report() {
        return line.execute(REPORT, Deadline.never()) instanceof Reply.Ok ok && !ok.lines().isEmpty()
                ? ", " + ok.first().replaceFirst("^\\+CEER:\\s*", "")
                : "";
    }
}
