package org.kadec21.firmware.outbox;

import org.kadec21.submission.MailResult;
import org.kadec21.submission.MailResult.RecipientResult;
import org.kadec21.submission.Outcome;
import org.kadec21.submission.ServerReply;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Mails and outcomes for tests.
final class Mails {

    static final Instant NOW = Instant.parse("2013-02-03T04:05:06Z");
    static final String ANN = "ann@example.jp";
    static final String BOB = "bob@example.jp";

    static final Outcome ACCEPTED = new Outcome.Accepted(reply(250, "2.0.0", "queued as 1"));
    static final Outcome DEFERRED =
            new Outcome.Deferred(
                    Outcome.Scope.MAIL,
                    Outcome.Stage.DATA,
                    "busy",
                    Optional.of(reply(451, "4.3.0", "busy")));
    static final Outcome REJECTED =
            new Outcome.Rejected(
                    Outcome.Stage.RCPT, "no such user", reply(550, "5.1.1", "no such user"));
    static final Outcome IN_DOUBT =
            new Outcome.InDoubt(Outcome.Stage.FINAL_REPLY, "the link died before the reply");

    private Mails() {}

    static Envelope envelope(String id, String... recipients) {
        return new Envelope(
                id,
                id + "@units.example.jp",
                OffsetDateTime.parse("2013-02-03T13:05:06+09:00"),
                "unit@example.jp",
                List.of(recipients));
    }

    static byte[] message(String id) {
        return ("Subject: " + id + "\r\n\r\nwind\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /// Outcomes in pairs: recipient, outcome.
    static MailResult result(String id, Object... recipientsAndOutcomes) {
        List<Object> pairs = Arrays.asList(recipientsAndOutcomes);
        List<RecipientResult> results = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i += 2) {
            results.add(new RecipientResult((String) pairs.get(i), (Outcome) pairs.get(i + 1)));
        }
        return new MailResult(id, results);
    }

    private static ServerReply reply(int code, String enhanced, String text) {
        return new ServerReply(code, Optional.of(enhanced), text);
    }
}
