package org.kadec21.simulation.provider.smtp;

import org.kadec21.simulation.provider.dialogue.Action;
import org.kadec21.simulation.provider.dialogue.Dialogue;
import org.kadec21.simulation.provider.dialogue.Event;
import org.kadec21.simulation.provider.dialogue.LineBuffer;
import org.kadec21.simulation.provider.dialogue.LineBuffer.Line;
import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.mailbox.IncomingMail;
import org.kadec21.simulation.provider.policy.Mechanism;
import org.kadec21.simulation.provider.sasl.SaslSite;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One SMTP session as a server sees it: RFC 5321 and 6409 with PIPELINING, SIZE, 8BITMIME,
/// ENHANCEDSTATUSCODES, CHUNKING, STARTTLS and AUTH. [Verdicts] finds the regular reply to a
/// command, [Answers] asks the [Behaviour] whether it may be given, and only then the command has
/// its effect here.
public final class SmtpCore implements Dialogue {

    private final SmtpSite site;
    private final Verdicts verdicts;
    private final Answers answers;
    private final LineBuffer lines = new LineBuffer();

    private Instant now = Instant.EPOCH;
    private Input input = new Input.Commands();
    private Client client;
    private Optional<Transaction> transaction = Optional.empty();
    private int commands;
    private int authExchanges;
    private int mails;
    private int messages;
    private boolean startingTls;

    public SmtpCore(SmtpSite site, Behaviour behaviour) {
        this.site = site;
        this.verdicts = new Verdicts(site);
        this.answers = new Answers(site.hostName(), behaviour);
        this.client = Client.unknown(site.implicitTls());
    }

    /// What the next octets are.
    private sealed interface Input {

        record Commands() implements Input {}

        record AuthLine(AuthDialogue dialogue) implements Input {}

        record Text(Transaction of, DotReader reader) implements Input {}

        /// `of` is empty when the chunk belongs to no mail and is only taken to find the next
        /// command.
        record Chunk(SmtpCommand.Bdat command, Optional<Transaction> of, ChunkReader reader)
                implements Input {}
    }

    @Override
    public List<Action> on(Event event, Instant moment) {
        now = moment;
        switch (event) {
            case Event.Connected() ->
                    conclude(Stage.GREETING, SmtpReply.bare(220, site.hostName() + " ESMTP"));
            case Event.Received(byte[] octets) -> take(ByteBuffer.wrap(octets));
            case Event.TlsEstablished() -> {
                startingTls = false;
                client = Client.unknown(true);
            }
            case Event.Continued() -> {} // it never yields
            case Event.TimedOut() -> answers.sayGoodbye("4.4.2", "timeout exceeded");
            case Event.Broken() -> answers.sayGoodbye("4.3.0", "internal error");
        }
        return answers.drain();
    }

    private void take(ByteBuffer octets) {
        while (octets.hasRemaining() && !answers.isOver() && !startingTls) {
            switch (input) {
                case Input.Commands() ->
                        lines.take(octets, SmtpLimits.COMMAND_LINE).ifPresent(this::commandLine);
                case Input.AuthLine(AuthDialogue dialogue) ->
                        lines.take(octets, SmtpLimits.AUTH_LINE)
                                .ifPresent(line -> authLine(dialogue, line));
                case Input.Text text -> text(text, octets);
                case Input.Chunk chunk -> chunk(chunk, octets);
            }
        }
        if (startingTls && octets.hasRemaining()) {
            // Commands in front of the handshake must not be taken for the client's own (RFC 3207
            // section 6).
            answers.note("starttls.injection", "discarded", octets.remaining());
        }
    }

    private void commandLine(Line line) {
        commands++;
        if (commands > SmtpLimits.COMMANDS) {
            answers.sayGoodbye("4.7.0", "too many commands");
            return;
        }
        switch (line) {
            case Line.TooLong() -> answers.reply(Replies.LINE_TOO_LONG);
            case Line.Endless() -> answers.sayGoodbye("4.7.0", "line without end");
            case Line.Text(String text) -> {
                SmtpCommand command = CommandParser.parse(text);
                if (verdicts.needsTls(command, client)) {
                    answers.reply(Replies.TLS_FIRST);
                } else {
                    obey(command);
                }
            }
        }
    }

    private void obey(SmtpCommand command) {
        switch (command) {
            case SmtpCommand.Ehlo(String domain) -> hello(domain, true);
            case SmtpCommand.Helo(String domain) -> hello(domain, false);
            case SmtpCommand.StartTls() -> startTls();
            case SmtpCommand.Auth begin -> beginAuth(begin);
            case SmtpCommand.Mail mail -> mail(mail);
            case SmtpCommand.Rcpt(String recipient) -> rcpt(recipient);
            case SmtpCommand.StartData() -> data();
            case SmtpCommand.Bdat bdat -> bdat(bdat);
            case SmtpCommand.Rset() -> conclude(Stage.RSET, Replies.OK, this::endTransaction);
            case SmtpCommand.Noop() -> answers.reply(Replies.OK);
            case SmtpCommand.Vrfy(String address) -> answers.reply(Replies.cannotVerify(address));
            case SmtpCommand.Help() -> answers.reply(Replies.COMMANDS);
            case SmtpCommand.Quit() -> {
                conclude(Stage.QUIT, Replies.BYE);
                answers.hangUp();
            }
            case SmtpCommand.Flawed(SmtpReply reply) -> answers.reply(reply);
            case SmtpCommand.Unframed(SmtpReply reply) -> {
                answers.reply(reply);
                answers.hangUp();
            }
        }
    }

    private void hello(String name, boolean extended) {
        SmtpReply regular = extended ? verdicts.ehlo(client) : SmtpReply.bare(250, site.hostName());
        conclude(
                Stage.EHLO,
                regular,
                () -> {
                    client = client.greeted(name, extended);
                    endTransaction();
                });
    }

    private void startTls() {
        if (conclude(Stage.STARTTLS, verdicts.startTls(client), this::endTransaction)
                && !answers.isOver()) {
            startingTls = true;
            answers.act(new Action.StartTls());
        }
    }

    private void beginAuth(SmtpCommand.Auth begin) {
        Optional<Mechanism> mechanism = verdicts.mechanism(begin.mechanism(), client);
        Optional<SmtpReply> objection =
                verdicts.objectionToAuth(client, transaction.isPresent(), mechanism);
        if (objection.isPresent() || mechanism.isEmpty()) {
            conclude(Stage.AUTH, objection.orElse(Replies.AUTH_UNKNOWN));
            return;
        }
        AuthDialogue dialogue = new AuthDialogue(mechanism.get(), saslSite());
        continueAuth(dialogue, dialogue.begin(begin.initialResponse()));
    }

    /// A simulated provider is predictable by design: its nonces differ, which is what replays
    /// meet, and can be foreseen, which keeps a run repeatable.
    private SaslSite saslSite() {
        authExchanges++;
        String nonce = site.connection() + "." + authExchanges + "." + now.toEpochMilli();
        return new SaslSite(site.accounts(), site.hostName(), nonce);
    }

    private void authLine(AuthDialogue dialogue, Line line) {
        input = new Input.Commands();
        switch (line) {
            case Line.TooLong() -> conclude(Stage.AUTH, Replies.AUTH_TOO_LONG);
            case Line.Endless() -> answers.sayGoodbye("4.7.0", "line without end");
            case Line.Text(String text) -> continueAuth(dialogue, dialogue.respond(text));
        }
    }

    private void continueAuth(AuthDialogue dialogue, AuthDialogue.Progress progress) {
        switch (progress) {
            case AuthDialogue.Progress.Ask(SmtpReply challenge) -> {
                input = new Input.AuthLine(dialogue);
                answers.reply(challenge);
            }
            case AuthDialogue.Progress.Granted(Account account) ->
                    conclude(
                            Stage.AUTH,
                            Replies.AUTHENTICATED,
                            () -> {
                                client = client.authenticated(account);
                                answers.note(
                                        "auth.ok",
                                        "user",
                                        account.user(),
                                        "mechanism",
                                        dialogue.mechanism().wireName(),
                                        "tls",
                                        client.secure());
                            });
            case AuthDialogue.Progress.Denied(String user) -> {
                answers.note("auth.failed", "user", user);
                conclude(Stage.AUTH, Replies.AUTH_FAILED);
            }
            case AuthDialogue.Progress.Broken(SmtpReply reply) -> conclude(Stage.AUTH, reply);
        }
    }

    private void mail(SmtpCommand.Mail mail) {
        Transaction proposed =
                new Transaction(
                        mail.sender(),
                        mail.size().orElse(0),
                        MessageBuffer.of(site.memory(), site.rules().maxMessageOctets()));
        SmtpReply regular = verdicts.mail(mail, client, transaction.isPresent());
        Moment moment = moment(Stage.MAIL, regular).withEnvelope(proposed.envelope());
        answers.conclude(moment, () -> transaction = Optional.of(proposed));
    }

    private void rcpt(String recipient) {
        if (transaction.isEmpty()) {
            answers.reply(Replies.NEED_MAIL);
            return;
        }
        Transaction current = transaction.get();
        SmtpReply regular = verdicts.rcpt(recipient, client, current);
        Moment moment = moment(Stage.RCPT, regular).withRecipient(recipient);
        if (!answers.conclude(moment, () -> current.add(recipient))) {
            current.noteRefusedRecipient();
        }
    }

    private void data() {
        conclude(
                Stage.DATA,
                verdicts.data(transaction),
                () -> transaction.ifPresent(this::expectText));
    }

    private void expectText(Transaction current) {
        input = new Input.Text(current, new DotReader(current.message()));
    }

    private void text(Input.Text text, ByteBuffer octets) {
        if (!permitBody(text.of(), octets.remaining())) {
            return;
        }
        judge(text.reader().take(octets), () -> finish(text.of()));
    }

    private void judge(TextProgress progress, Runnable whenComplete) {
        switch (progress) {
            case MORE -> {}
            case END -> whenComplete.run();
            case BARE_CR -> refuseLineEnd("CR");
            case BARE_LF -> refuseLineEnd("LF");
            case ENDLESS -> {
                answers.reply(Replies.SIZE_AT_END);
                answers.sayGoodbye("4.7.0", "mail without end");
            }
        }
    }

    private void refuseLineEnd(String octet) {
        answers.reply(Replies.bareLineEnd(site.hostName(), octet));
        answers.hangUp();
    }

    private void bdat(SmtpCommand.Bdat bdat) {
        Optional<Transaction> current = transaction.filter(t -> !t.recipients().isEmpty());
        current.ifPresent(Transaction::beginChunk);
        MessageBuffer message =
                current.map(Transaction::message)
                        .orElseGet(() ->
                                MessageBuffer.discarding(
                                        site.memory(), site.rules().maxMessageOctets()));
        ChunkReader reader = new ChunkReader(message, bdat.octets(), bdat.last());
        Input.Chunk chunk = new Input.Chunk(bdat, current, reader);
        input = chunk;
        if (bdat.octets() == 0) {
            judge(reader.take(ByteBuffer.allocate(0)), () -> endChunk(chunk));
        }
    }

    private void chunk(Input.Chunk chunk, ByteBuffer octets) {
        if (chunk.of().isPresent() && !permitBody(chunk.of().get(), octets.remaining())) {
            return;
        }
        judge(chunk.reader().take(octets), () -> endChunk(chunk));
    }

    private void endChunk(Input.Chunk chunk) {
        input = new Input.Commands();
        SmtpCommand.Bdat bdat = chunk.command();
        if (bdat.last() && chunk.of().isPresent()) {
            finish(chunk.of().get());
        } else {
            answers.reply(verdicts.chunk(chunk.of(), transaction, bdat.octets()));
        }
    }

    /// Tells the behaviour that octets of a mail are there; false when it has ended the connection.
    private boolean permitBody(Transaction current, int octets) {
        Moment moment =
                moment(Stage.BODY, Replies.GO_AHEAD).withBodyOctets(current.arrived(octets));
        boolean permitted = answers.permit(moment);
        if (!permitted) {
            answers.hangUp();
        }
        return permitted;
    }

    private void finish(Transaction complete) {
        String id = site.ids().next();
        complete.message().complete(complete.recipients().size());
        Moment moment = moment(Stage.FINAL_REPLY, verdicts.message(complete, id));
        input = new Input.Commands();
        transaction = Optional.empty();
        messages++;
        answers.conclude(moment, () -> store(complete, id));
        complete.message().release();
    }

    private void store(Transaction complete, String id) {
        byte[] content = TraceHeader.prepend(site, client, complete, id, now, complete.message());
        answers.act(
                new Action.Store(
                        new IncomingMail(
                                id,
                                complete.sender(),
                                complete.recipients(),
                                client.account().map(Account::user),
                                content,
                                complete.message().handOver())));
        mails++;
        answers.forgetErrors();
    }

    private void endTransaction() {
        transaction.ifPresent(unfinished -> unfinished.message().release());
        transaction = Optional.empty();
    }

    /// Answers a command that changes nothing here.
    private void conclude(Stage stage, SmtpReply regular) {
        conclude(stage, regular, () -> {});
    }

    private boolean conclude(Stage stage, SmtpReply regular, Runnable effect) {
        return answers.conclude(moment(stage, regular), effect);
    }

    private Moment moment(Stage stage, SmtpReply regular) {
        Moment.Session session =
                new Moment.Session(
                        site.connection(), mails, messages, client.secure(), authExchanges);
        Moment.Envelope envelope =
                transaction.map(Transaction::envelope).orElse(Moment.Envelope.NONE);
        return new Moment(stage, now, session, envelope, Optional.empty(), 0, regular);
    }
}
