package org.kadec21.submission;

import jakarta.mail.MessagingException;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Randomness;
import org.kadec21.hal.Secret;
import org.kadec21.hal.Time;
import org.kadec21.submission.Outcome.Deferred;
import org.kadec21.submission.Outcome.Scope;
import org.kadec21.submission.Outcome.Stage;
import org.kadec21.submission.SubmissionPolicy.Auth;
import org.kadec21.submission.SubmissionPolicy.Tls;
import org.kadec21.submission.wire.TimeLimit;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import javax.net.SocketFactory;

/// Opens connections to one submission server (RFC 6409) under one policy.
public final class Submitter {

    private static final int NONCE_BYTES = 18;

    private final SubmissionPolicy policy;
    private final Time time;
    private final Randomness randomness;
    private final ServerMemory memory;
    private final SessionObserver observer;

    public Submitter(SubmissionPolicy policy, Time time, Randomness randomness) {
        this(policy, time, randomness, new ServerMemory());
    }

    /// @param memory shared by the submitters of one unit
    public Submitter(
            SubmissionPolicy policy, Time time, Randomness randomness, ServerMemory memory) {
        this(policy, time, randomness, memory, SessionObserver.NONE);
    }

    private Submitter(
            SubmissionPolicy policy,
            Time time,
            Randomness randomness,
            ServerMemory memory,
            SessionObserver observer) {
        this.policy = policy;
        this.time = time;
        this.randomness = randomness;
        this.memory = memory;
        this.observer = observer;
    }

    /// The same, with somebody who looks on: for their sake a session waits for the answer to QUIT.
    public Submitter observedBy(SessionObserver onlooker) {
        return new Submitter(policy, time, randomness, memory, onlooker);
    }

    /// Connects, takes the greeting, secures and logs in as the policy demands: everything up to
    /// the first mail. What fails on the way is the session's [SubmissionSession#failure()], never
    /// an exception.
    ///
    /// @param sockets the bearer: unconnected sockets that take an unresolved address
    /// @param overall when the session with all its mails must be over; opening has besides
    ///   [Limits#transaction()]
    public SubmissionSession open(SocketFactory sockets, Deadline overall) {
        Duration span = policy.limits().transaction();
        TimeLimit opening =
                LiveSession.whole(overall)
                        .earlier(TimeLimit.of(time.after(span), span, "opening the connection"));
        StageWatch watch = new StageWatch(observer, time);
        Wire wire;
        try {
            wire = Wire.connect(sockets, policy, time, opening);
        } catch (IOException e) {
            return new FailedSession(ConnectTrouble.of(e, policy.host(), policy.port()));
        }
        watch.passed("connect", policy.host() + ":" + policy.port());
        TlsUpgrade tls =
                new TlsUpgrade(
                        wire,
                        policy,
                        TlsContext.socketFactory(policy.tls(), time, randomness),
                        time);
        SmtpConnection connection = new SmtpConnection(wire, policy, memory, tls, watch);
        try {
            return establish(wire, connection, tls, watch, overall);
        } catch (SessionRefusedException e) {
            return failed(wire, connection, tls, e.deferred());
        } catch (DialogueBrokenException e) {
            return failed(wire, connection, tls, e.deferred());
        } catch (MessagingException | IOException e) {
            return failed(
                    wire, connection, tls, Deferred.host(Stage.EHLO, LinkTrouble.describe(e)));
        }
    }

    private SubmissionSession establish(
            Wire wire,
            SmtpConnection connection,
            TlsUpgrade tls,
            StageWatch watch,
            Deadline overall)
            throws MessagingException, IOException {
        if (policy.tls().mode() == Tls.Mode.IMPLICIT) {
            connection.secureAtOnce();
        }
        connection.greet();
        boolean offered = connection.capabilities().startTls();
        secure(connection, offered);
        Optional<Login.Success> login = Optional.empty();
        List<Login.Account> accounts = accounts(policy.auth());
        if (!accounts.isEmpty()) {
            login = Optional.of(new Login(connection, accounts, tls.isOn()).perform());
        }
        Protection protection =
                new Protection(
                        offered,
                        tls.description(),
                        tls.certificateEnd(),
                        login.map(Login.Success::mechanism),
                        Optional.empty(),
                        login.map(Login.Success::passedOver).orElse(List.of()));
        return new LiveSession(
                policy.limits(), time, wire, connection, protection, watch.isWatched(), overall);
    }

    private List<Login.Account> accounts(Auth auth) throws SessionRefusedException {
        List<Login.Account> accounts = new ArrayList<>();
        switch (auth) {
            case Auth.None none -> {}
            case Auth.Password account -> {
                accounts.add(
                        new Login.Account(
                                claim(account.user(), account.password()),
                                Mechanisms.BY_PASSWORD,
                                account.mechanisms(),
                                account.clearTextAllowed()));
                if (account.orToken().isPresent()) {
                    accounts.addAll(accounts(account.orToken().get()));
                }
            }
            case Auth.Token account ->
                    accounts.add(
                            new Login.Account(
                                    claim(account.user(), token(account)),
                                    Mechanisms.BY_TOKEN,
                                    account.mechanisms(),
                                    account.clearTextAllowed()));
        }
        return List.copyOf(accounts);
    }

    private Claim claim(String user, Secret secret) {
        return new Claim(user, secret, policy.host(), policy.port(), this::nonce);
    }

    private String nonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        randomness.secure().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Secret token(Auth.Token account) throws SessionRefusedException {
        return account.tokens()
                .token()
                .orElseThrow(() ->
                        new SessionRefusedException(
                                new Deferred(
                                        Scope.ACCOUNT,
                                        Stage.AUTH,
                                        "expected a bearer token for "
                                                + account.user()
                                                + ", its source has none; check the authorization"
                                                + " server and the unit's grant",
                                        Optional.empty())));
    }

    private void secure(SmtpConnection connection, boolean offered) throws MessagingException {
        Tls.Mode mode = policy.tls().mode();
        if (mode == Tls.Mode.OFF || mode == Tls.Mode.IMPLICIT) {
            return;
        }
        if (!offered) {
            if (mode == Tls.Mode.REQUIRED) {
                throw new SessionRefusedException(
                        Deferred.security(
                                Stage.STARTTLS,
                                "expected STARTTLS in the EHLO reply of "
                                        + policy.host()
                                        + ", it is missing: somebody on the way may be removing it;"
                                        + " no password was sent, try another network or ask the"
                                        + " provider"));
            }
            return;
        }
        Optional<ServerReply> refusal = connection.secure();
        if (refusal.isPresent()
                && (mode == Tls.Mode.REQUIRED || Verdict.isClosing(refusal.get()))) {
            throw new SessionRefusedException(Verdict.onSession(Stage.STARTTLS, refusal.get()));
        }
    }

    private FailedSession failed(
            Wire wire, SmtpConnection connection, TlsUpgrade tls, Deferred failure) {
        wire.cut();
        connection.quit();
        wire.rethrow();
        return new FailedSession(
                failure,
                new Protection(
                        connection.offeredTls(),
                        tls.description(),
                        Optional.empty(),
                        Optional.empty(),
                        tls.refusedDates(),
                        List.of()));
    }
}
