package org.kadec21.firmware.doctor;

import org.kadec21.firmware.doctor.Result.Blame;
import org.kadec21.hal.Deadline;
import org.kadec21.modem.ppp.link.LinkCommand.Stage;
import org.kadec21.modem.ppp.link.LinkEnd;

import java.time.Duration;
import java.util.List;

/// `lcp`, `ppp_auth`, `ipcp`: how far the PPP link of the call came.
final class LinkStageCheck implements Check {

    private final String name;
    private final String before;
    private final Stage stage;
    private final CallLog log;

    private LinkStageCheck(String name, String before, Stage stage, CallLog log) {
        this.name = name;
        this.before = before;
        this.stage = stage;
        this.log = log;
    }

    /// The three of them, in their order.
    static List<Check> all(CallLog log) {
        return List.of(
                new LinkStageCheck("lcp", "dial", Stage.LCP, log),
                new LinkStageCheck("ppp_auth", "lcp", Stage.AUTHENTICATION, log),
                new LinkStageCheck("ipcp", "ppp_auth", Stage.IPCP, log));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> needs() {
        return List.of(before);
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Result run(Deadline deadline) {
        return log.stage(stage)
                .<Result>map(Result.Ok::new)
                .orElseGet(() ->
                        log.end()
                                .map(LinkStageCheck::failure)
                                .orElse(new Result.NotChecked("the call ended before that")));
    }

    private static Result failure(LinkEnd end) {
        Blame blame = end.cause() == LinkEnd.Cause.LOGIN ? Blame.CONFIGURATION : Blame.OUT_OF_REACH;
        return new Result.Failure(blame, end.reason(), end.advice());
    }
}
