package org.kadec21.firmware.doctor;

import org.kadec21.firmware.doctor.Result.Blame;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Randomness;
import org.kadec21.hal.Time;
import org.kadec21.submission.Outcome.Deferred;
import org.kadec21.submission.Outcome.Stage;
import org.kadec21.submission.ServerExamination;
import org.kadec21.submission.ServerExamination.TlsState;
import org.kadec21.submission.ServerProbe;
import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.SubmissionPolicy.Tls.Mode;

import java.time.Duration;
import java.util.List;

/// `tls`: talks to the server up to where a login would begin, and judges how TLS came about.
final class TlsCheck implements Check {

    private final SubmissionPolicy server;
    private final Time time;
    private final Randomness randomness;
    private final Chart chart;

    TlsCheck(SubmissionPolicy server, Time time, Randomness randomness, Chart chart) {
        this.server = server;
        this.time = time;
        this.randomness = randomness;
        this.chart = chart;
    }

    @Override
    public String name() {
        return "tls";
    }

    @Override
    public List<String> needs() {
        return List.of(PortReachCheck.name(server.port()));
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(2);
    }

    @Override
    public Result run(Deadline deadline) {
        ServerExamination found =
                new ServerProbe(server, time, randomness).examine(chart.sockets(), deadline);
        chart.examined(found);
        return switch (found.tls()) {
            case TlsState.On(String protection, _) -> on(protection);
            case TlsState.NotOffered notOffered -> missing();
            case TlsState.Refused(var reply) ->
                    new Result.Failure(
                            Blame.REFUSED,
                            "the server offers STARTTLS and then refuses it: " + reply,
                            "ask the provider; try again later");
            case TlsState.Failed(String reason) ->
                    new Result.Failure(
                            Blame.REFUSED,
                            reason,
                            "try the other port: 587 wants STARTTLS, 465 begins with TLS");
            case TlsState.NotReached notReached -> unreached(found);
        };
    }

    private Result on(String protection) {
        boolean atOnce = server.tls().mode() == Mode.IMPLICIT;
        String words = (atOnce ? "TLS from the first byte, " : "STARTTLS, ") + protection;
        Facts facts = Facts.of("protection", protection).and("offered", true);
        return server.tls().mode() == Mode.OFF
                ? new Result.Warning(
                        words + "; the unit is configured not to use it",
                        "set 'tls: required' in the unit's configuration",
                        facts)
                : new Result.Ok(words, facts);
    }

    private Result missing() {
        Facts facts = Facts.NONE.and("offered", false);
        if (server.tls().mode() == Mode.REQUIRED) {
            return new Result.Failure(
                    Blame.REFUSED,
                    "expected STARTTLS, the server does not offer it",
                    "is this the submission port? If the provider has TLS, somebody on the way"
                            + " removes it: try another network",
                    facts);
        }
        return new Result.Warning(
                "the server does not offer STARTTLS: mail, and a password, travel in clear text",
                "ask the provider for a server with TLS",
                facts);
    }

    private static Result unreached(ServerExamination found) {
        String reason =
                found.trouble().map(Deferred::reason).orElse("the server ended the dialogue");
        boolean gone =
                found.trouble().filter(deferred -> deferred.stage() == Stage.CONNECT).isPresent();
        return new Result.Failure(
                gone ? Blame.OUT_OF_REACH : Blame.REFUSED,
                reason,
                "is it a mail server that answers there? Try again, then ask the provider");
    }
}
