package org.kadec21.bench.submit;

import org.kadec21.firmware.ExitCode;
import org.kadec21.submission.MailResult.RecipientResult;
import org.kadec21.submission.Outcome;
import org.kadec21.submission.Outcome.Accepted;
import org.kadec21.submission.Outcome.Deferred;
import org.kadec21.submission.Outcome.InDoubt;
import org.kadec21.submission.Outcome.Rejected;
import org.kadec21.submission.Outcome.Stage;
import org.kadec21.submission.ServerReply;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What is said of an attempt. With several recipients the mail's outcome is the one that asks for
/// most attention: in doubt, rejected, deferred, accepted.
public record Report(Attempt attempt) {

    /// Its exit code.
    public int exitCode() {
        return switch (decisive()) {
            case Accepted accepted -> ExitCode.OK;
            case Deferred deferred -> ExitCode.DEFERRED;
            case Rejected rejected -> ExitCode.BAD_DATA;
            case InDoubt inDoubt -> ExitCode.IN_DOUBT;
        };
    }

    /// One object; what does not apply is empty.
    public Map<String, Object> json() {
        Outcome outcome = decisive();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", 1);
        json.put("mail", attempt.mail());
        describe(outcome, json);
        json.put(
                "recipients",
                attempt.result().recipients().stream().map(Report::recipient).toList());
        Measure.Cost cost = attempt.cost();
        json.put("round_trips", cost.roundTrips());
        json.put("bytes_up", cost.bytesUp());
        json.put("bytes_down", cost.bytesDown());
        json.put("seconds", cost.seconds());
        json.put("tls", attempt.protection().tls());
        json.put("auth", attempt.protection().authMechanism());
        json.put(
                "auth_passed_over",
                attempt.protection().passedOver().stream()
                        .map(one -> one.mechanism() + ": " + one.reason())
                        .toList());
        return json;
    }

    /// The same in words, one line.
    public String words() {
        Measure.Cost cost = attempt.cost();
        String protection =
                attempt.protection().tls().orElse("no TLS")
                        + ", "
                        + attempt.protection().authMechanism().orElse("no login");
        return attempt.mail()
                + ": "
                + String.join("; ", sentences())
                + String.format(
                        Locale.ROOT,
                        " (%d round trips, %d bytes up, %d down, %.1f s, %s)",
                        cost.roundTrips(),
                        cost.bytesUp(),
                        cost.bytesDown(),
                        cost.seconds(),
                        protection);
    }

    private List<String> sentences() {
        if (attempt.result().recipients().isEmpty()) {
            return List.of(word(decisive()) + ": " + reason(decisive()));
        }
        return attempt.result().recipients().stream()
                .map(recipient ->
                        word(recipient.outcome())
                                + " for "
                                + recipient.recipient()
                                + ": "
                                + reason(recipient.outcome()).replace('\n', ' '))
                .toList();
    }

    private Outcome decisive() {
        return attempt.untried()
                .or(() ->
                        attempt.result().recipients().stream()
                                .map(RecipientResult::outcome)
                                .max(Comparator.comparingInt(Report::gravity)))
                .orElseThrow();
    }

    private static Map<String, Object> recipient(RecipientResult recipient) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("address", recipient.recipient());
        describe(recipient.outcome(), json);
        return json;
    }

    private static void describe(Outcome outcome, Map<String, Object> json) {
        json.put("outcome", word(outcome));
        json.put(
                "scope",
                outcome instanceof Deferred deferred
                        ? Optional.of(lower(deferred.scope()))
                        : Optional.empty());
        Optional<ServerReply> reply = reply(outcome);
        json.put("code", reply.map(ServerReply::code));
        json.put("enhanced_code", reply.flatMap(ServerReply::enhancedCode));
        json.put("reply", reply.map(ServerReply::text));
        json.put("stage", lower(stage(outcome)));
        json.put("reason", reason(outcome));
    }

    private static int gravity(Outcome outcome) {
        return switch (outcome) {
            case Accepted accepted -> 0;
            case Deferred deferred -> 1;
            case Rejected rejected -> 2;
            case InDoubt inDoubt -> 3;
        };
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Accepted accepted -> "accepted";
            case Deferred deferred -> "deferred";
            case Rejected rejected -> "rejected";
            case InDoubt inDoubt -> "in_doubt";
        };
    }

    private static Optional<ServerReply> reply(Outcome outcome) {
        return switch (outcome) {
            case Accepted accepted -> Optional.of(accepted.reply());
            case Deferred deferred -> deferred.reply();
            case Rejected rejected -> Optional.of(rejected.reply());
            case InDoubt inDoubt -> Optional.empty();
        };
    }

    private static Stage stage(Outcome outcome) {
        return switch (outcome) {
            case Accepted accepted -> Stage.FINAL_REPLY;
            case Deferred deferred -> deferred.stage();
            case Rejected rejected -> rejected.stage();
            case InDoubt inDoubt -> inDoubt.stage();
        };
    }

    private static String reason(Outcome outcome) {
        return switch (outcome) {
            case Accepted accepted -> accepted.reply().toString();
            case Deferred deferred -> deferred.reason();
            case Rejected rejected -> rejected.reason();
            case InDoubt inDoubt -> inDoubt.reason();
        };
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
