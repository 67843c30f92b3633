package org.kadec21.firmware.doctor;

import org.kadec21.firmware.doctor.Result.Blame;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Randomness;
import org.kadec21.hal.Time;
import org.kadec21.submission.Outcome.Deferred;
import org.kadec21.submission.Outcome.Stage;
import org.kadec21.submission.SessionObserver;
import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.SubmissionSession;
import org.kadec21.submission.Submitter;

import java.time.Duration;
import java.util.List;

/// `login`: the unit's own session up to where a mail would begin, once, and only when asked for.
final class LoginCheck implements Check {

    private final SubmissionPolicy server;
    private final boolean asked;
    private final Time time;
    private final Randomness randomness;
    private final SessionObserver onlooker;
    private final Chart chart;

    LoginCheck(
            SubmissionPolicy server,
            boolean asked,
            Time time,
            Randomness randomness,
            SessionObserver onlooker,
            Chart chart) {
        this.server = server;
        this.asked = asked;
        this.time = time;
        this.randomness = randomness;
        this.onlooker = onlooker;
        this.chart = chart;
    }

    @Override
    public String name() {
        return "login";
    }

    @Override
    public List<String> needs() {
        return asked ? List.of("tls", "auth") : List.of();
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(3);
    }

    @Override
    public Result run(Deadline deadline) {
        if (!asked) {
            return new Result.NotChecked("not asked for: --login tries the unit's password, once");
        }
        SubmissionSession session =
                new Submitter(server, time, randomness)
                        .observedBy(onlooker)
                        .open(chart.sockets(), deadline);
        chart.loggedIn(session);
        return session.failure()
                .<Result>map(LoginCheck::failure)
                .orElseGet(() ->
                        new Result.Ok(
                                session.protection()
                                        .authMechanism()
                                        .map(mechanism -> "accepted, by " + mechanism)
                                        .orElse("the server takes mail without a login")));
    }

    static Result.Failure failure(Deferred failure) {
        return new Result.Failure(
                failure.stage() == Stage.CONNECT ? Blame.OUT_OF_REACH : Blame.REFUSED,
                failure.reason(),
                switch (failure.scope()) {
                    case ACCOUNT ->
                            "check user and password in the unit's configuration; servers lock an"
                                    + " account after a few wrong ones";
                    case SECURITY -> "compare the server with the unit's 'tls' and 'mechanisms'";
                    case HOST, MAIL -> "try again later, then ask the provider";
                });
    }
}
