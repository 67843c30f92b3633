package org.kadec21.bench.submit;

import org.kadec21.firmware.ExitCode;
import org.kadec21.hal.Network;
import org.kadec21.hal.Time;
import org.kadec21.modem.Attachment;
import org.kadec21.modem.LinkSocketFactory;
import org.kadec21.modem.Uplink;
import org.kadec21.submission.MailResult;
import org.kadec21.submission.MailResult.RecipientResult;
import org.kadec21.submission.Outcome;
import org.kadec21.submission.Outcome.Deferred;
import org.kadec21.submission.Outcome.Rejected;
import org.kadec21.submission.Outcome.Scope;
import org.kadec21.submission.Outcome.Stage;
import org.kadec21.submission.OutgoingMail;
import org.kadec21.submission.Protection;
import org.kadec21.submission.ServerReply;
import org.kadec21.submission.Submitter;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Carries all mails of one command over the host's network or a module. One that no server could
/// take is refused on the spot, the others go.
public final class Delivery {

    private static final Duration WRITE_LIMIT = Duration.ofMinutes(5);

    /// Power-on, SIM, registration and attach of a slow module.
    private static final Duration ONLINE_LIMIT = Duration.ofMinutes(10);

    private static final Duration OFFLINE_LIMIT = Duration.ofMinutes(2);
    private static final int MALFORMED = 554;
    private static final Measure.Cost NOTHING = new Measure.Cost(0, 0, 0, 0);
    private static final Protection UNPROTECTED =
            new Protection(false, Optional.empty(), Optional.empty(), Optional.empty());

    private final Submitter submitter;
    private final Time time;
    private final Network network;

    /// @param network used unless there is a module
    public Delivery(Submitter submitter, Time time, Network network) {
        this.submitter = submitter;
        this.time = time;
        this.network = network;
    }

    /// Hands all over and reports on each.
    ///
    /// @param uplink a module to go through
    /// @param aside is told what is wrong with the module as it was left behind; nothing about the
    ///   mails
    /// @return an exit code when the module did not even get online
    public Optional<Integer> deliver(
            List<Consignment> consignments,
            Optional<Uplink> uplink,
            Consumer<Attempt> report,
            Consumer<String> aside) {
        if (uplink.isEmpty()) {
            submit(consignments, new Measure(network::connect, time), report);
            return Optional.empty();
        }
        try {
            return switch (uplink.get().goOnline(time.after(ONLINE_LIMIT))) {
                case Attachment.Online online -> {
                    submit(consignments, through(online), report);
                    yield Optional.empty();
                }
                case Attachment.Offline offline -> {
                    Outcome failure =
                            new Deferred(
                                    Scope.HOST,
                                    Stage.CONNECT,
                                    offline.reason() + "; " + offline.advice(),
                                    Optional.empty());
                    consignments.forEach(each -> report.accept(untried(each.mail(), failure)));
                    yield Optional.of(code(offline.cause()));
                }
            };
        } finally {
            uplink.get().goOffline(time.after(OFFLINE_LIMIT));
            uplink.get().restless().ifPresent(aside);
        }
    }

    private Measure through(Attachment.Online online) {
        return new Measure(
                (host, port, deadline) ->
                        SocketLink.connect(online.bearer().sockets(), host, port, deadline, time),
                time);
    }

    private void submit(List<Consignment> consignments, Measure measure, Consumer<Attempt> report) {
        LinkSocketFactory sockets = new LinkSocketFactory(measure::connect, time, WRITE_LIMIT);
        try (Errand errand = new Errand(submitter, sockets, measure, report)) {
            for (Consignment each : consignments) {
                each.objection()
                        .ifPresentOrElse(
                                objection -> report.accept(refused(each.mail(), objection)),
                                () -> errand.submit(each.mail()));
            }
        }
    }

    private static Attempt refused(OutgoingMail mail, String objection) {
        ServerReply reply =
                new ServerReply(MALFORMED, Optional.of("5.6.0"), "not sent: " + objection);
        return untried(mail, new Rejected(Stage.MAIL, "not sent: " + objection, reply));
    }

    private static Attempt untried(OutgoingMail mail, Outcome outcome) {
        List<RecipientResult> all =
                mail.recipients().stream()
                        .map(recipient -> new RecipientResult(recipient, outcome))
                        .toList();
        return new Attempt(
                mail.id(),
                new MailResult(mail.id(), all),
                Optional.of(outcome),
                UNPROTECTED,
                NOTHING);
    }

    private static int code(Attachment.Cause cause) {
        return switch (cause) {
            case SIM, DIALECT -> ExitCode.CONFIGURATION;
            case PORT, MODULE, REGISTRATION, BEARER -> ExitCode.UNAVAILABLE;
        };
    }
}
