package org.kadec21.firmware.boot;

import org.kadec21.firmware.comms.Submissions;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Tasks;
import org.kadec21.hal.Time;
import org.kadec21.submission.BeforeLastByte;
import org.kadec21.submission.MailResult;
import org.kadec21.submission.MailResult.RecipientResult;
import org.kadec21.submission.Outcome;
import org.kadec21.submission.Outcome.Scope;
import org.kadec21.submission.Outcome.Stage;
import org.kadec21.submission.OutgoingMail;
import org.kadec21.submission.Protection;
import org.kadec21.submission.ServerReply;
import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.SubmissionSession;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import javax.net.SocketFactory;

/// A submission server without a wire: takes two seconds a mail, and answers as it was told to,
/// then 250 for ever.
final class ScriptedServer implements Submissions {

    private static final Duration PER_MAIL = Duration.ofSeconds(2);

    final List<Instant> sessions = new ArrayList<>();
    final List<SubmissionPolicy> policies = new ArrayList<>();
    final List<Delivery> deliveries = new ArrayList<>();
    final Deque<Outcome> answers = new ArrayDeque<>();
    Optional<Outcome.Deferred> refusal = Optional.empty();
    Optional<String> tls = Optional.empty();

    private final Time time;
    private final Tasks tasks;

    /// A mail that was offered, and what came of it.
    record Delivery(Instant at, OutgoingMail mail, Outcome outcome) {

        boolean accepted() {
            return outcome instanceof Outcome.Accepted;
        }
    }

    ScriptedServer(Time time, Tasks tasks) {
        this.time = time;
        this.tasks = tasks;
    }

    static Outcome.Deferred deferred(Scope scope) {
        return new Outcome.Deferred(
                scope, Stage.EHLO, "expected 250, came 421; wait", Optional.empty());
    }

    List<String> acceptedIds() {
        return deliveries.stream()
                .filter(Delivery::accepted)
                .map(delivery -> delivery.mail().id())
                .toList();
    }

    @Override
    public SubmissionSession open(
            SubmissionPolicy policy, SocketFactory sockets, Deadline overall) {
        sessions.add(time.now());
        policies.add(policy);
        return new Session(refusal);
    }

    private final class Session implements SubmissionSession {

        private Optional<Outcome.Deferred> failure;

        Session(Optional<Outcome.Deferred> failure) {
            this.failure = failure;
        }

        @Override
        public Optional<Outcome.Deferred> failure() {
            return failure;
        }

        @Override
        public boolean worthReconnecting() {
            return false;
        }

        @Override
        public Protection protection() {
            return new Protection(tls.isPresent(), tls, Optional.empty(), Optional.empty());
        }

        @Override
        public MailResult send(OutgoingMail mail, BeforeLastByte beforeLastByte) {
            Outcome outcome = answers.isEmpty() ? accepted() : answers.removeFirst();
            tasks.sleepUntil(time.after(PER_MAIL));
            if (!(outcome instanceof Outcome.Deferred)) {
                beforeLastByte.beforeLastByte(List.of(mail.id()));
            }
            deliveries.add(new Delivery(time.now(), mail, outcome));
            if (outcome instanceof Outcome.Deferred deferred && deferred.scope() != Scope.MAIL) {
                failure = Optional.of(deferred);
            }
            return new MailResult(
                    mail.id(),
                    mail.recipients().stream()
                            .map(recipient -> new RecipientResult(recipient, outcome))
                            .toList());
        }

        @Override
        public void close() {}
    }

    private static Outcome accepted() {
        return new Outcome.Accepted(new ServerReply(250, Optional.of("2.0.0"), "queued"));
    }
}
