package org.kadec21.firmware.doctor;

import org.kadec21.firmware.doctor.Result.Blame;
import org.kadec21.hal.Deadline;
import org.kadec21.submission.Capabilities;
import org.kadec21.submission.ServerExamination;
import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.SubmissionPolicy.Auth;

import java.time.Duration;
import java.util.List;

/// `auth`: which mechanisms the server offers before and after TLS, and whether the unit has one of
/// them. Nobody logs in.
final class AuthCheck implements Check {

    /// Mechanisms that put the password on the line.
    private static final List<String> READABLE = List.of("PLAIN", "LOGIN");

    private final SubmissionPolicy server;
    private final Chart chart;

    AuthCheck(SubmissionPolicy server, Chart chart) {
        this.server = server;
        this.chart = chart;
    }

    @Override
    public String name() {
        return "auth";
    }

    @Override
    public List<String> needs() {
        return List.of("tls");
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Result run(Deadline deadline) {
        ServerExamination found = chart.server();
        List<String> before = found.before().map(Capabilities::authMechanisms).orElse(List.of());
        List<String> after = found.after().map(Capabilities::authMechanisms).orElse(List.of());
        boolean secured = found.after().isPresent();
        String words =
                "before TLS: " + list(before) + (secured ? "; inside TLS: " + list(after) : "");
        Facts facts = Facts.NONE.and("before_tls", before).and("after_tls", after);
        Result judged = judge(secured ? after : before, secured, words, facts);
        boolean readable = secured && before.stream().anyMatch(READABLE::contains);
        return judged instanceof Result.Ok && readable
                ? new Result.Warning(
                        words + "; the server would take a password in clear text",
                        "see to it that every device there uses TLS; tell the provider",
                        facts)
                : judged;
    }

    private Result judge(List<String> offered, boolean secured, String words, Facts facts) {
        return switch (server.auth()) {
            case Auth.None none -> new Result.Ok(words + "; this unit does not log in", facts);
            case Auth.Password account -> {
                List<String> allowed =
                        account.mechanisms().stream()
                                .filter(name ->
                                        secured
                                                || account.clearTextAllowed()
                                                || !READABLE.contains(name))
                                .toList();
                yield match(offered, allowed, words, facts);
            }
            case Auth.Token token ->
                    match(offered, secured ? token.mechanisms() : List.of(), words, facts);
        };
    }

    private static Result match(
            List<String> offered, List<String> allowed, String words, Facts facts) {
        List<String> common = allowed.stream().filter(offered::contains).toList();
        if (!common.isEmpty()) {
            return new Result.Ok(
                    words + "; the unit can use " + String.join(", ", common),
                    facts.and("usable", common));
        }
        return offered.isEmpty()
                ? new Result.Failure(
                        Blame.REFUSED,
                        words + "; expected AUTH, none is offered",
                        "is this the submission port? 25 rarely logs anybody in, 587 and 465 do;"
                                + " many servers offer it inside TLS only",
                        facts)
                : new Result.Failure(
                        Blame.REFUSED,
                        words + "; the unit may use " + list(allowed),
                        "set 'mechanisms' in the unit's configuration to one that is offered, if"
                                + " it is strong enough for you",
                        facts);
    }

    private static String list(List<String> names) {
        return names.isEmpty() ? "none" : String.join(" ", names);
    }
}
