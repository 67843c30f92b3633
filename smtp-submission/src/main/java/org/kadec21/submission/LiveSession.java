package org.kadec21.submission;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Time;
import org.kadec21.submission.Outcome.Deferred;
import org.kadec21.submission.Outcome.Stage;
import org.kadec21.submission.wire.TimeLimit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// A session that stands: greeted, secured, logged in.
final class LiveSession implements SubmissionSession {

    private static final Duration FAREWELL = Duration.ofSeconds(10);

    /// Until an attempt has ended by itself: after a bug or a power cut in its middle a QUIT would
    /// become a part of the mail.
    private static final Deferred BROKEN_OFF =
            Deferred.host(Stage.BODY, "a mail was broken off in its middle; connect again");

    private final Limits limits;
    private final Time time;
    private final Wire wire;
    private final SmtpConnection connection;
    private final Protection protection;
    private final boolean watched;
    private final Deadline overall;
    private Optional<Deferred> failure = Optional.empty();
    private boolean resetFirst;
    private boolean outOfStep;
    private boolean closed;

    /// @param watched whether somebody wants to see the answer to QUIT
    LiveSession(
            Limits limits,
            Time time,
            Wire wire,
            SmtpConnection connection,
            Protection protection,
            boolean watched,
            Deadline overall) {
        this.limits = limits;
        this.time = time;
        this.wire = wire;
        this.connection = connection;
        this.protection = protection;
        this.watched = watched;
        this.overall = overall;
    }

    @Override
    public Optional<Deferred> failure() {
        return failure;
    }

    @Override
    public boolean worthReconnecting() {
        return outOfStep;
    }

    @Override
    public Protection protection() {
        return protection;
    }

    @Override
    public MailResult send(OutgoingMail mail, BeforeLastByte beforeLastByte) {
        if (closed) {
            throw new IllegalStateException("the session is closed");
        }
        byte[] content = fitting(content(mail));
        Optional<Outcome> objection = Objection.toMail(mail, content, connection.capabilities());
        if (objection.isPresent()) {
            return FailedSession.shared(mail, objection.get());
        }
        Transaction start = Transaction.of(Objection.toRecipients(mail));
        if (start.isSettled()) {
            return start.result(mail);
        }
        wire.boundAll(limitFor(content.length));
        failure = failure.or(this::trouble);
        Transaction end =
                failure.isPresent()
                        ? start.failed(failure.get())
                        : attempt(mail, content, start, beforeLastByte);
        return end.result(mail);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (failure.isEmpty()) {
            wire.boundAll(
                    whole(overall).earlier(TimeLimit.of(time.after(FAREWELL), FAREWELL, "QUIT")));
            wire.boundStep(FAREWELL);
            leave();
        }
        // what went wrong was raised when it happened, or will be at the task's next wait: never
        // here, where it could hide it
        wire.cut();
        connection.quit();
    }

    private void leave() {
        if (!watched) {
            connection.quit();
            return;
        }
        try {
            connection.takeLeave();
        } catch (DialogueBrokenException e) {
            // the mails are settled; whoever looks on sees no answer
        }
    }

    private Transaction attempt(
            OutgoingMail mail, byte[] content, Transaction start, BeforeLastByte beforeLastByte) {
        MailAttempt attempt = new MailAttempt(connection, mail, content, start, beforeLastByte);
        Transaction end;
        failure = Optional.of(BROKEN_OFF);
        try {
            end =
                    attempt.run(
                            Plan.of(
                                    connection.capabilities(),
                                    start.unsettled(),
                                    content.length,
                                    resetFirst));
            if (attempt.isChunkRefused()) {
                end =
                        attempt.runAgain(left ->
                                Plan.of(connection.capabilities(), left, content.length, false));
            }
            failure = end.sessionFailure();
            resetFirst = end.openAtServer();
        } catch (DialogueBrokenException e) {
            wire.cut();
            wire.rethrow();
            end = attempt.broken(e);
            failure = Optional.of(e.deferred());
            outOfStep = attempt.isChunkRefused();
        }
        return end;
    }

    /// Whether the server hung up, or spoke unasked, while nothing was going on: known now, it
    /// costs a new connection; noticed after the mail has gone out, it would leave that mail in
    /// doubt, and one reply too many would be taken for the answer to each next command.
    private Optional<Deferred> trouble() {
        try {
            boolean ended = wire.hasEnded();
            Optional<String> unasked = wire.unaskedLine();
            if (unasked.isPresent()) {
                return Optional.of(
                        Deferred.host(
                                Stage.MAIL,
                                "expected silence between two mails, the server said \""
                                        + unasked.get()
                                        + "\"; connect again"));
            }
            return ended
                    ? Optional.of(
                            Deferred.host(
                                    Stage.MAIL,
                                    "the server has closed the idle connection; connect again"))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    Deferred.host(
                            Stage.MAIL, "the connection has died: " + LinkTrouble.describe(e)));
        }
    }

    /// All of a session, however many mails it carries.
    static TimeLimit whole(Deadline overall) {
        return new TimeLimit(overall, "the time for the whole session");
    }

    private TimeLimit limitFor(int contentBytes) {
        Duration body = Duration.ofSeconds(contentBytes / limits.bytesPerSecond() + 1L);
        Duration span = limits.transaction().plus(body);
        return whole(overall).earlier(TimeLimit.of(time.after(span), span, "one mail"));
    }

    /// What this server takes: without 8BITMIME (RFC 6152) a mail must be made 7-bit, if it can be.
    private byte[] fitting(byte[] content) {
        return connection.capabilities().eightBitMime() || !Objection.hasEightBit(content)
                ? content
                : SevenBit.of(content).orElse(content);
    }

    private static byte[] content(OutgoingMail mail) {
        if (mail.possibleDuplicate() == 0) {
            return mail.content();
        }
        ByteArrayOutputStream marked = new ByteArrayOutputStream();
        marked.writeBytes(
                ("X-Kadec21-Possible-Duplicate: " + mail.possibleDuplicate() + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        marked.writeBytes(mail.content());
        return marked.toByteArray();
    }
}
