package org.kadec21.bench.submit;

import org.kadec21.hal.Deadline;
import org.kadec21.submission.MailResult;
import org.kadec21.submission.MailResult.RecipientResult;
import org.kadec21.submission.Outcome.Deferred;
import org.kadec21.submission.Outcome.Scope;
import org.kadec21.submission.OutgoingMail;
import org.kadec21.submission.SubmissionSession;
import org.kadec21.submission.Submitter;

import java.util.Optional;
import java.util.function.Consumer;

import javax.net.SocketFactory;

/// Hands mails over, one attempt each, as many as possible on one connection.
///
/// - A connection that could not be opened is not tried again for the next mail: a wrong password
///   would be offered as many times as there are mails. All of them share its failure.
/// - A server that has asked for a pause or for something else from us gets it: the mails behind
///   share that answer.
/// - A connection that has merely died is opened anew for the next mail, and once for a mail that
///   found it dead before a byte of it was handed over.
/// - A mail whose server did not know the BDAT that it announces goes again at once, without.
public final class Errand implements AutoCloseable {

    private final Submitter submitter;
    private final SocketFactory sockets;
    private final Measure measure;
    private final Consumer<Attempt> report;
    private Optional<SubmissionSession> session = Optional.empty();
    private boolean opened;
    private boolean used;

    public Errand(
            Submitter submitter, SocketFactory sockets, Measure measure, Consumer<Attempt> report) {
        this.submitter = submitter;
        this.sockets = sockets;
        this.measure = measure;
        this.report = report;
    }

    /// Submits one mail and reports what became of it.
    public void submit(OutgoingMail mail) {
        Measure.Cost before = measure.now();
        boolean[] handedOver = {false};
        SubmissionSession current = connected();
        boolean reused = used;
        MailResult result = current.send(mail, ids -> handedOver[0] = true);
        boolean foundDead =
                reused
                        && !handedOver[0]
                        && current.failure().filter(this::isDeadLink).isPresent()
                        && result.recipients().stream().allMatch(this::isUntried);
        if (foundDead || current.worthReconnecting()) {
            current = connected();
            result = current.send(mail, ids -> {});
        }
        used = true;
        report.accept(
                new Attempt(
                        mail.id(),
                        result,
                        Optional.empty(),
                        current.protection(),
                        measure.now().since(before)));
    }

    @Override
    public void close() {
        session.ifPresent(SubmissionSession::close);
        session = Optional.empty();
    }

    private SubmissionSession connected() {
        boolean died =
                opened
                        && session.flatMap(SubmissionSession::failure)
                                .filter(this::isDeadLink)
                                .isPresent();
        if (died) {
            close();
        }
        if (session.isEmpty()) {
            used = false;
            SubmissionSession made = submitter.open(sockets, Deadline.never());
            opened = made.failure().isEmpty();
            session = Optional.of(made);
        }
        return session.get();
    }

    private boolean isDeadLink(Deferred failure) {
        return failure.reply().isEmpty() && failure.scope() == Scope.HOST;
    }

    private boolean isUntried(RecipientResult recipient) {
        return recipient.outcome() instanceof Deferred deferred && isDeadLink(deferred);
    }
}
