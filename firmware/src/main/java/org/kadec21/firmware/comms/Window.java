package org.kadec21.firmware.comms;

import org.kadec21.firmware.config.MailServer;
import org.kadec21.firmware.outbox.Entry;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.FlashFullException;
import org.kadec21.hal.Time;
import org.kadec21.modem.Attachment;
import org.kadec21.modem.Bearer;
import org.kadec21.modem.Uplink;
import org.kadec21.submission.Outcome;
import org.kadec21.submission.Outcome.Scope;
import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.SubmissionSession;

import java.time.Duration;
import java.util.Optional;

/// One communication window: online, one connection for all that is due, offline.
final class Window {

    /// Power-on, SIM, registration and attach of a slow module.
    private static final Duration ONLINE_LIMIT = Duration.ofMinutes(10);

    private static final Duration OFFLINE_LIMIT = Duration.ofMinutes(2);

    /// One connection with all its mails; what is left then goes over the next one.
    private static final Duration SESSION_LIMIT = Duration.ofHours(1);

    /// A server may close between two mails, and others may take over; so many connections a window
    /// opens.
    private static final int MOST_SESSIONS = 8;

    private final Servers servers;
    private final Uplink uplink;
    private final Submissions submissions;
    private final TlsMemory tlsMemory;
    private final Agenda agenda;
    private final Dispatch dispatch;
    private final ClockHint clock;
    private final OnlineWork work;
    private final Time time;
    private int sent;

    Window(
            Servers servers,
            Uplink uplink,
            Submissions submissions,
            TlsMemory tlsMemory,
            Agenda agenda,
            Dispatch dispatch,
            ClockHint clock,
            OnlineWork work,
            Time time) {
        this.servers = servers;
        this.uplink = uplink;
        this.submissions = submissions;
        this.tlsMemory = tlsMemory;
        this.agenda = agenda;
        this.dispatch = dispatch;
        this.clock = clock;
        this.work = work;
        this.time = time;
    }

    /// Runs the window to its end; a window runs once. When the power goes, nothing more is said to
    /// the module.
    WindowResult run() {
        WindowResult result = attempt();
        long ending = time.nanos();
        uplink.goOffline(time.after(OFFLINE_LIMIT));
        if (result instanceof WindowResult.Failed) {
            servers.windowEnded(Duration.ofNanos(time.nanos() - ending));
        }
        return result;
    }

    private WindowResult attempt() {
        try {
            return switch (uplink.goOnline(time.after(ONLINE_LIMIT))) {
                case Attachment.Online online -> {
                    clock.heard(online.networkTime());
                    yield online(online.bearer());
                }
                case Attachment.Offline offline ->
                        notAsked(
                                Optional.of(offline.cause()),
                                offline.reason() + "; " + offline.advice());
            };
        } catch (FlashFullException full) {
            return notAsked(Optional.empty(), "nothing may be sent: " + full.getMessage());
        }
    }

    private WindowResult notAsked(Optional<Attachment.Cause> cause, String reason) {
        servers.notAsked();
        return new WindowResult.Failed(sent, Scope.HOST, cause, Optional.empty(), reason);
    }

    /// Mails first, then what else there is to do; what is urgent by then goes at once.
    private WindowResult online(Bearer bearer) {
        Optional<Outcome.Deferred> failure = sessions(bearer);
        work.whileOnline(
                bearer.sockets(), failure, failure.isEmpty() ? agenda::isAlarmDue : () -> false);
        if (failure.isEmpty() && agenda.isAlarmDue()) {
            failure = sessions(bearer);
        }
        return failure.<WindowResult>map(deferred ->
                        new WindowResult.Failed(
                                sent,
                                deferred.scope(),
                                Optional.empty(),
                                Optional.of(deferred.stage()),
                                deferred.reason()))
                .orElseGet(() -> new WindowResult.Completed(sent));
    }

    /// A connection that dies is made again while mails get through; a server that fails is
    /// replaced by the next one where the list says so.
    private Optional<Outcome.Deferred> sessions(Bearer bearer) {
        Optional<Outcome.Deferred> failure = Optional.empty();
        for (int session = 0; session < MOST_SESSIONS; session++) {
            int before = sent;
            failure = session(bearer);
            boolean callsAgain =
                    sent > before
                            && failure.filter(deferred -> deferred.scope() == Scope.HOST)
                                    .isPresent()
                            && agenda.next().isPresent();
            if (!callsAgain && !fallsOver(failure)) {
                break;
            }
        }
        return failure;
    }

    private boolean fallsOver(Optional<Outcome.Deferred> failure) {
        failure.ifPresentOrElse(servers::failed, servers::completed);
        return failure.isPresent() && servers.fallsOver();
    }

    /// One connection until nothing is due or it fails.
    private Optional<Outcome.Deferred> session(Bearer bearer) {
        Deadline overall = time.after(SESSION_LIMIT);
        MailServer server = servers.take();
        try (SubmissionSession session = open(server.policy(), bearer, overall)) {
            Optional<Outcome.Deferred> failure = explained(session, server);
            while (failure.isEmpty() && !time.isOver(overall)) {
                Optional<Entry> next = agenda.next();
                if (next.isEmpty()) {
                    return Optional.empty();
                }
                failure = dispatch.send(next.get(), session, server.envelopeFrom());
                if (failure.isEmpty()) {
                    sent++;
                    failure = session.failure();
                }
            }
            return failure;
        }
    }

    /// Why there is no session; a certificate's dates are held against the network's clock.
    private Optional<Outcome.Deferred> explained(SubmissionSession session, MailServer server) {
        return session.failure()
                .map(failure ->
                        session.protection()
                                .refusedDates()
                                .map(dates ->
                                        clock.explained(failure, server.policy().host(), dates))
                                .orElse(failure));
    }

    private SubmissionSession open(SubmissionPolicy server, Bearer bearer, Deadline overall) {
        SubmissionPolicy policy = tlsMemory.hardened(server);
        SubmissionSession session = submissions.open(policy, bearer.sockets(), overall);
        if (session.protection().tls().isPresent() && session.failure().isEmpty()) {
            tlsMemory.saw(policy);
        }
        return session;
    }
}
