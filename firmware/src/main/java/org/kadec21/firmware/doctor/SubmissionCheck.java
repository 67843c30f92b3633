package org.kadec21.firmware.doctor;

import org.kadec21.firmware.doctor.Result.Blame;
import org.kadec21.hal.Deadline;
import org.kadec21.submission.Outcome;
import org.kadec21.submission.OutgoingMail;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// `submission`: one test mail, only when asked for.
final class SubmissionCheck implements Check {

    private final Optional<TestMail> mail;
    private final Chart chart;

    SubmissionCheck(Optional<TestMail> mail, Chart chart) {
        this.mail = mail;
        this.chart = chart;
    }

    @Override
    public String name() {
        return "submission";
    }

    @Override
    public List<String> needs() {
        return mail.isPresent() ? List.of("login") : List.of();
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(12);
    }

    @Override
    public Result run(Deadline deadline) {
        if (mail.isEmpty()) {
            return new Result.NotChecked("not asked for: --submit ADDRESS sends a test mail");
        }
        OutgoingMail outgoing = mail.get().render();
        Facts facts = Facts.of("message_id", outgoing.id()).and("to", mail.get().to());
        Outcome outcome =
                chart.session().send(outgoing, ids -> {}).recipients().getFirst().outcome();
        return switch (outcome) {
            case Outcome.Accepted accepted ->
                    new Result.Ok(
                            "accepted for " + mail.get().to() + ": " + accepted.reply(), facts);
            case Outcome.Deferred deferred -> LoginCheck.failure(deferred);
            case Outcome.Rejected rejected ->
                    new Result.Failure(
                            Blame.REJECTED,
                            rejected.reason(),
                            "check sender and recipient address with the provider",
                            facts);
            case Outcome.InDoubt inDoubt ->
                    new Result.Failure(
                            Blame.IN_DOUBT,
                            inDoubt.reason(),
                            "look into the mailbox whether it has arrived",
                            facts);
        };
    }
}
