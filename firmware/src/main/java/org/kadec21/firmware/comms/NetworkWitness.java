package org.kadec21.firmware.comms;

import org.kadec21.firmware.config.Updates.Witness;
import org.kadec21.submission.BeforeLastByte;
import org.kadec21.submission.MailResult;
import org.kadec21.submission.Outcome;
import org.kadec21.submission.OutgoingMail;
import org.kadec21.submission.Protection;
import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.SubmissionSession;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import javax.net.SocketFactory;

/// Finds out whether a network is there when a submission fails: calls other hosts over the same
/// bearer before it is given up, and the other ports at which the server may take mail: one that
/// answers there is not down. Costs nothing while submissions succeed, and a connection for each
/// place that does not answer when they do not.
///
/// Name servers do not count: a module answers from its memory, and a carrier's resolver answers
/// also where nothing else does.
public final class NetworkWitness {

    /// Places that are called for one failed session.
    public static final int MOST_CALLS = 4;

    /// Where a mail server takes mail from units: submission, the same over TLS, and as before 2008
    /// (RFC 6409, RFC 8314, RFC 5321).
    private static final List<Integer> MAIL_PORTS = List.of(587, 465, 25);

    private final List<Witness> hosts;
    private final BooleanSupplier wanted;
    private boolean proven;

    /// @param hosts whose answer counts: the unit's servers, and others; the first ones are called
    ///   first
    /// @param wanted whether anybody needs to know now
    public NetworkWitness(List<Witness> hosts, BooleanSupplier wanted) {
        this.hosts = List.copyOf(hosts);
        this.wanted = wanted;
    }

    /// The same sessions, each of which leaves an answer behind when it fails.
    public Submissions watching(Submissions sessions) {
        return (policy, sockets, overall) -> {
            SubmissionSession session = sessions.open(policy, sockets, overall);
            return wanted.getAsBoolean() ? new Watched(session, policy, sockets) : session;
        };
    }

    /// Whether any of them answered since this was asked the last time.
    public boolean takeProof() {
        boolean found = proven;
        proven = false;
        return found;
    }

    private void call(SubmissionPolicy failed, SocketFactory sockets) {
        proven =
                proven
                        || places(failed).stream()
                                .limit(MOST_CALLS)
                                .anyMatch(place -> answers(place, sockets));
    }

    private List<Witness> places(SubmissionPolicy failed) {
        List<Witness> places = new ArrayList<>(hosts);
        places.removeIf(place -> place.host().equals(failed.host()));
        MAIL_PORTS.stream()
                .filter(port -> port != failed.port())
                .forEach(port -> places.add(new Witness(failed.host(), port)));
        return places;
    }

    private static boolean answers(Witness host, SocketFactory sockets) {
        try (Socket connection = sockets.createSocket(host.host(), host.port())) {
            return connection.isConnected();
        } catch (IOException unreachable) {
            return false;
        }
    }

    /// Calls for a witness when it failed, before its bearer is given up.
    private final class Watched implements SubmissionSession {

        private final SubmissionSession session;
        private final SubmissionPolicy policy;
        private final SocketFactory sockets;

        Watched(SubmissionSession session, SubmissionPolicy policy, SocketFactory sockets) {
            this.session = session;
            this.policy = policy;
            this.sockets = sockets;
        }

        @Override
        public Optional<Outcome.Deferred> failure() {
            return session.failure();
        }

        @Override
        public boolean worthReconnecting() {
            return session.worthReconnecting();
        }

        @Override
        public Protection protection() {
            return session.protection();
        }

        @Override
        public MailResult send(OutgoingMail mail, BeforeLastByte beforeLastByte) {
            return session.send(mail, beforeLastByte);
        }

        @Override
        public void close() {
            boolean failed = session.failure().isPresent();
            session.close();
            if (failed) {
                call(policy, sockets);
            }
        }
    }
}
