package org.kadec21.submission;

import jakarta.mail.MessagingException;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Randomness;
import org.kadec21.hal.Time;
import org.kadec21.submission.Outcome.Deferred;
import org.kadec21.submission.Outcome.Stage;
import org.kadec21.submission.ServerExamination.TlsState;
import org.kadec21.submission.SubmissionPolicy.Tls;

import java.io.IOException;
import java.util.Optional;

import javax.net.SocketFactory;

/// Looks at a submission server and tells what it finds, good or bad: greeting, EHLO, STARTTLS
/// where it is offered, certificate, EHLO again, QUIT. It never logs in and never says anything
/// secret, which is why it may go on over a certificate that a session would refuse.
///
/// ```java
/// ServerExamination server = new ServerProbe(policy, time, randomness).examine(sockets, deadline);
/// ```
public final class ServerProbe {

    private final SubmissionPolicy policy;
    private final Time time;
    private final Randomness randomness;

    public ServerProbe(SubmissionPolicy policy, Time time, Randomness randomness) {
        this.policy = policy;
        this.time = time;
        this.randomness = randomness;
    }

    /// Connects and looks. What fails is the examination's trouble, never an exception.
    ///
    /// @param sockets the bearer: unconnected sockets that take an unresolved address
    public ServerExamination examine(SocketFactory sockets, Deadline overall) {
        Wire wire;
        try {
            wire = Wire.connect(sockets, policy, time, LiveSession.whole(overall));
        } catch (IOException e) {
            return ended(Deferred.host(Stage.CONNECT, LinkTrouble.describe(e)));
        }
        RecordingTrust trust = new RecordingTrust(TlsContext.trust(policy.tls(), time));
        TlsUpgrade upgrade =
                new TlsUpgrade(wire, policy, TlsContext.socketFactory(trust, randomness), time);
        SmtpConnection connection =
                new SmtpConnection(
                        wire,
                        policy,
                        new ServerMemory(),
                        upgrade,
                        new StageWatch(SessionObserver.NONE, time));
        Look look = new Look(connection, upgrade, trust);
        look.run();
        look.connection.quit();
        wire.cut();
        wire.rethrow();
        return look.result();
    }

    private static ServerExamination ended(Deferred trouble) {
        return new ServerExamination(
                Optional.empty(),
                Optional.empty(),
                new TlsState.NotReached(),
                Optional.empty(),
                Optional.of(trouble));
    }

    /// One look under way.
    private final class Look {

        private final SmtpConnection connection;
        private final TlsUpgrade upgrade;
        private final RecordingTrust trust;
        private Optional<Capabilities> before = Optional.empty();
        private Optional<Capabilities> after = Optional.empty();
        private TlsState tls = new TlsState.NotReached();
        private Optional<Deferred> trouble = Optional.empty();

        Look(SmtpConnection connection, TlsUpgrade upgrade, RecordingTrust trust) {
            this.connection = connection;
            this.upgrade = upgrade;
            this.trust = trust;
        }

        void run() {
            try {
                if (policy.tls().mode() == Tls.Mode.IMPLICIT) {
                    connection.secureAtOnce();
                    connection.greet();
                    after = Optional.of(connection.capabilities());
                } else {
                    greetAndUpgrade();
                }
            } catch (SessionRefusedException e) {
                trouble = Optional.of(e.deferred());
            } catch (DialogueBrokenException e) {
                trouble = Optional.of(e.deferred());
            } catch (MessagingException e) {
                trouble = Optional.of(Deferred.host(Stage.EHLO, LinkTrouble.describe(e)));
            }
        }

        ServerExamination result() {
            return new ServerExamination(connection.greeting(), before, tlsState(), after, trouble);
        }

        private void greetAndUpgrade() throws MessagingException {
            connection.greet();
            before = Optional.of(connection.capabilities());
            if (!connection.capabilities().startTls()) {
                tls = new TlsState.NotOffered();
                return;
            }
            Optional<ServerReply> refusal = connection.secure();
            if (refusal.isPresent()) {
                tls = new TlsState.Refused(refusal.get());
            } else {
                after = Optional.of(connection.capabilities());
            }
        }

        private TlsState tlsState() {
            if (upgrade.isOn() && !trust.shown().isEmpty()) {
                return new TlsState.On(
                        upgrade.description().orElse(""),
                        PresentedCertificate.of(
                                trust.shown(), policy, time.now(), trust.objection()));
            }
            return trouble.filter(failure -> failure.stage() == Stage.TLS)
                    .<TlsState>map(failure -> new TlsState.Failed(failure.reason()))
                    .orElse(tls);
        }
    }
}
