package org.kadec21.submission;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;

import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.kadec21.submission.Outcome.Stage;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/// Angus' SMTP transport over a [Wire]: it greets, says EHLO, lays TLS over the socket, sends
/// commands and collects replies. What Angus would decide on its own (credentials, downgrades,
/// retries, what a reply means) is taken out of its hands.
///
/// Methods are `synchronized` because Angus asserts that the caller holds the transport's monitor;
/// only one task uses it.
final class SmtpConnection extends SMTPTransport {

    private final Wire wire;
    private final SubmissionPolicy policy;
    private final ServerMemory memory;
    private final TlsUpgrade tls;
    private final StageWatch watch;
    private Stage stage = Stage.GREETING;
    private ServerReply lastReply = new ServerReply(220, Optional.empty(), "");
    private Capabilities capabilities = Capabilities.NONE;
    private Optional<ServerReply> greeting = Optional.empty();
    private boolean offeredTls;
    private boolean secured;
    private boolean leaving;

    SmtpConnection(
            Wire wire,
            SubmissionPolicy policy,
            ServerMemory memory,
            TlsUpgrade tls,
            StageWatch watch) {
        // without a host: a URLName that has one resolves it to compute its hash code
        super(session(policy, tls), new URLName("smtp", null, -1, null, null, null));
        this.wire = wire;
        this.policy = policy;
        this.memory = memory;
        this.tls = tls;
        this.watch = watch;
    }

    /// Shakes hands for TLS before the server has said anything (RFC 8314 3.3).
    ///
    /// @throws DialogueBrokenException when the link fails
    /// @throws SessionRefusedException when the server does not satisfy the policy
    void secureAtOnce() throws MessagingException {
        stage = Stage.TLS;
        try {
            tls.layer();
        } catch (TlsFailedException e) {
            throw e.refused();
        } catch (IOException e) {
            throw broken(e);
        }
        noteTls();
        stage = Stage.GREETING;
    }

    /// Waits for the greeting and says EHLO.
    ///
    /// @throws DialogueBrokenException when the link fails
    /// @throws SessionRefusedException when the server turns us away
    void greet() throws MessagingException {
        try {
            connect(wire.socket());
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /// The server's first words, once it has said them.
    Optional<ServerReply> greeting() {
        return greeting;
    }

    /// What the server offers now.
    Capabilities capabilities() {
        return capabilities;
    }

    /// Asks for TLS and lays it over the connection; what the server offered before is forgotten
    /// (RFC 3207 4.2).
    ///
    /// @return the server's refusal, if it refused and the connection goes on in clear text
    synchronized Optional<ServerReply> secure() throws MessagingException {
        stage = Stage.STARTTLS;
        try {
            startTLS();
        } catch (DialogueBrokenException | SessionRefusedException e) {
            throw e;
        } catch (MessagingException e) {
            if (lastReply.severity() != 2) {
                return Optional.of(lastReply);
            }
            stage = Stage.TLS;
            throw TlsFailedException.in(e)
                    .map(failure -> (MessagingException) failure.refused())
                    .orElseGet(() -> broken(e));
        }
        noteTls();
        capabilities = Capabilities.NONE;
        ehlo(policy.clientName());
        return Optional.empty();
    }

    /// Sends one command and waits for its reply.
    synchronized ServerReply exchange(Stage at, String command) throws DialogueBrokenException {
        stage = at;
        watch.begin();
        try {
            sendCommand(command);
        } catch (MessagingException e) {
            throw broken(e);
        }
        return reply(at);
    }

    /// Waits for one more reply.
    synchronized ServerReply reply(Stage at) throws DialogueBrokenException {
        stage = at;
        lastReply = readReply();
        return lastReply;
    }

    /// Hands prepared bytes over in one write, past Angus' buffer, which is empty between commands.
    void write(Stage at, byte[] bytes, int offset, int length) throws DialogueBrokenException {
        stage = at;
        watch.begin();
        try {
            wire.write(bytes, offset, length, policy.limits().dataBlock());
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /// Whether the server has ended or reset the connection; what it said before can still be read.
    boolean hasEnded() {
        try {
            return wire.hasEnded();
        } catch (IOException reset) {
            return true;
        }
    }

    /// Whether the server has said more than we have asked for, as far as can be seen now.
    boolean saysMore() {
        try {
            return wire.hasEnded() || wire.unaskedLine().isPresent();
        } catch (IOException dead) {
            return true;
        }
    }

    /// A line behind the last reply that nobody asked for, as far as can be seen now. The end of
    /// the stream and the 421 of a server that closes (RFC 5321 3.8) are none.
    Optional<String> unaskedReply() {
        try {
            wire.hasEnded();
            return wire.unaskedLine().filter(line -> !line.startsWith("421"));
        } catch (IOException dead) {
            return Optional.empty();
        }
    }

    /// The server does not know the BDAT that it announced (RFC 3030): not again on this
    /// connection, nor on the next ones.
    void forgetChunking() {
        memory.noteRefusedChunk(policy);
        capabilities = capabilities.withoutChunking();
    }

    /// Whether the server's first EHLO reply offered STARTTLS.
    boolean offeredTls() {
        return offeredTls;
    }

    /// Says QUIT and waits for the answer, for somebody who looks on.
    void takeLeave() throws DialogueBrokenException {
        leaving = true;
        exchange(Stage.FINAL_REPLY, "QUIT");
    }

    /// Says QUIT if the connection lives, and closes without waiting for the answer.
    void quit() {
        try {
            close();
        } catch (MessagingException e) {
            // the mails are settled; how the connection ends is of no interest
        }
    }

    @Override
    protected boolean protocolConnect(
            @Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException {
        return super.protocolConnect(host, port, null, null);
    }

    @Override
    protected boolean ehlo(String name) throws MessagingException {
        stage = Stage.EHLO;
        if (super.ehlo(name)) {
            capabilities = memory.trusted(policy, Capabilities.of(this::getExtensionParameter));
            offeredTls |= capabilities.startTls();
            return true;
        }
        boolean heloWillDo =
                policy.auth() instanceof SubmissionPolicy.Auth.None
                        && policy.tls().mode() != SubmissionPolicy.Tls.Mode.REQUIRED
                        && lastReply.severity() == 5
                        && !secured;
        if (heloWillDo) {
            return false;
        }
        throw new SessionRefusedException(Verdict.onEhlo(lastReply));
    }

    @Override
    protected void helo(String name) throws MessagingException {
        if (exchange(Stage.EHLO, "HELO " + name).severity() != 2) {
            throw new SessionRefusedException(Verdict.onSession(stage, lastReply));
        }
    }

    /// Called by Angus for the replies to the commands it issues itself.
    @Override
    protected int readServerResponse() throws MessagingException {
        lastReply = readReply();
        if (stage != Stage.GREETING) {
            return lastReply.code();
        }
        greeting = Optional.of(lastReply);
        if (lastReply.severity() != 2) {
            throw new SessionRefusedException(Verdict.onSession(stage, lastReply));
        }
        return 220;
    }

    private ServerReply readReply() throws DialogueBrokenException {
        wire.awaitReply(limit());
        int code;
        try {
            code = super.readServerResponse();
        } catch (MessagingException e) {
            throw broken(e);
        }
        String text = getLastServerResponse();
        // Angus answers -1 at the end of the stream, also within a reply whose lines so far look
        // fine
        if (text.equals("[EOF]") || (code < 0 && ReplyParser.parse(text).isPresent())) {
            throw new DialogueBrokenException(
                    stage,
                    "expected a reply of "
                            + policy.host()
                            + " at "
                            + word()
                            + ", it closed the connection");
        }
        ServerReply reply =
                ReplyParser.parse(text)
                        .orElseThrow(() ->
                                new DialogueBrokenException(
                                        stage,
                                        "expected a three-digit reply at "
                                                + word()
                                                + ", got \""
                                                + ReplyParser.printable(text.strip())
                                                + "\"; is "
                                                + policy.host()
                                                + ":"
                                                + policy.port()
                                                + " a mail server?"));
        watch.replied(leaving ? "quit" : word(), reply, stage == Stage.AUTH);
        return reply;
    }

    private void noteTls() {
        secured = true;
        watch.passed("tls", tls.description().orElse(""));
    }

    private Duration limit() {
        Limits limits = policy.limits();
        return switch (stage) {
            case GREETING -> limits.greeting();
            case FINAL_REPLY -> limits.finalReply();
            case CONNECT, EHLO, STARTTLS, TLS, AUTH, MAIL, RCPT, DATA, BODY -> limits.command();
        };
    }

    private String word() {
        return stage.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private DialogueBrokenException broken(Exception cause) {
        return new DialogueBrokenException(
                stage,
                "connection to "
                        + policy.host()
                        + " broke at "
                        + word()
                        + ": "
                        + LinkTrouble.describe(cause));
    }

    private static Session session(SubmissionPolicy policy, TlsUpgrade tls) {
        Properties properties = new Properties();
        properties.put("mail.smtp.localhost", policy.clientName());
        properties.put("mail.from", "unit@" + policy.clientName());
        properties.put("mail.smtp.auth", "false");
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.ssl.socketFactory", tls);
        properties.put("mail.smtp.socketFactory.fallback", "false");
        return Session.getInstance(properties);
    }
}
