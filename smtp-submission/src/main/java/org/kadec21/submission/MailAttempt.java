package org.kadec21.submission;

import org.kadec21.submission.Outcome.Stage;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Drives one [Transaction] over a connection: writes the [Plan]'s groups and reads a reply for
/// each step.
final class MailAttempt {

    /// One write at most, so that a dead link is noticed within a long body; fits in one TLS
    /// record.
    static final int BLOCK_BYTES = 4096;

    private static final byte[] LONE_DOT = {'.', '\r', '\n'};

    private final SmtpConnection connection;
    private final OutgoingMail mail;
    private final byte[] content;
    private final BeforeLastByte beforeLastByte;
    private Transaction transaction;
    private Optional<Transaction> beforeRefusedChunk = Optional.empty();
    private boolean lastByteHandedOver;

    /// @param start with an outcome for each recipient the server must not hear of
    MailAttempt(
            SmtpConnection connection,
            OutgoingMail mail,
            byte[] content,
            Transaction start,
            BeforeLastByte beforeLastByte) {
        this.connection = connection;
        this.mail = mail;
        this.content = content;
        this.beforeLastByte = beforeLastByte;
        this.transaction = start;
    }

    /// Runs until everybody has an outcome.
    ///
    /// @return the transaction at its end
    Transaction run(Plan plan) throws DialogueBrokenException {
        for (List<Step> group : plan.groups()) {
            if (transaction.isSettled()) {
                break;
            }
            try {
                write(group);
            } catch (DialogueBrokenException failure) {
                return lastWords(group, failure);
            }
            for (Step step : group) {
                ServerReply reply = reply(step);
                noteRefusedChunk(step, reply);
                requireSilenceBehind(step, reply);
                transaction = transaction.on(step, reply);
                if (Verdict.isClosing(reply)) {
                    return transaction;
                }
            }
        }
        return transaction.dataOpen() ? withdraw() : transaction;
    }

    /// Whether the server answered BDAT, for recipients it had accepted, as a command it does not
    /// know: nothing is delivered, and DATA may do.
    boolean isChunkRefused() {
        return beforeRefusedChunk.isPresent();
    }

    /// Sends the mail by DATA after a refused BDAT. A server that announces BDAT and does not know
    /// it may have taken the mail's text for commands: only when the next answer is that to RSET,
    /// and none follows, are both sides still talking about the same.
    ///
    /// @param withoutChunks makes the plan for the recipients left
    /// @return the transaction at its end; what it was before when the server is out of step
    Transaction runAgain(Function<List<Integer>, Plan> withoutChunks)
            throws DialogueBrokenException {
        Transaction before = beforeRefusedChunk.orElseThrow();
        lastByteHandedOver = false;
        ServerReply reset = connection.exchange(Stage.MAIL, "RSET");
        if (reset.severity() != 2 || connection.saysMore()) {
            throw new DialogueBrokenException(
                    Stage.MAIL,
                    "expected one positive reply to RSET behind a refused BDAT, got \""
                            + reset
                            + "\"; the server took the mail's text for commands, connection given"
                            + " up");
        }
        beforeRefusedChunk = Optional.empty();
        transaction = before.reset();
        return run(withoutChunks.apply(transaction.unsettled()));
    }

    private void noteRefusedChunk(Step step, ServerReply reply) {
        if (step instanceof Step.Chunk
                && !transaction.isSettled()
                && Verdict.isOfDialogue(step.stage(), reply)) {
            beforeRefusedChunk = Optional.of(transaction);
            connection.forgetChunking();
        }
    }

    /// One reply too many on the way makes the reply to the last recipient look like the one to the
    /// mail, and the one to the mail, which may be a refusal, lies unread behind it.
    private void requireSilenceBehind(Step step, ServerReply reply) throws DialogueBrokenException {
        if (!step.carriesMail() || reply.severity() != 2) {
            return;
        }
        Optional<String> unasked = connection.unaskedReply();
        if (unasked.isPresent()) {
            throw new DialogueBrokenException(
                    step.stage(),
                    "expected one reply to each command, behind \""
                            + reply
                            + "\" the server said \""
                            + unasked.get()
                            + "\"; nobody knows which of them was the mail's, connection given"
                            + " up");
        }
    }

    /// The link failed: what that means for those without an outcome.
    Transaction broken(DialogueBrokenException failure) {
        transaction = transaction.broken(failure.stage(), failure.reason(), lastByteHandedOver);
        return transaction;
    }

    /// Everybody has been refused, yet the server wants a body: RFC 2920 3.1 has it closed by a
    /// lone dot, if nobody was accepted on the way. Otherwise (`MAIL` refused, `RCPT` accepted)
    /// that dot might deliver an empty mail: the connection must go, and with it the unfinished
    /// body.
    private Transaction withdraw() throws DialogueBrokenException {
        if (!transaction.mayEndWithLoneDot()) {
            throw new DialogueBrokenException(
                    Stage.DATA,
                    "expected no go-ahead for a mail that the server had refused, it accepted a"
                            + " recipient and gave one; connection cut, since its proper end would"
                            + " deliver an empty mail");
        }
        connection.write(Stage.DATA, LONE_DOT, 0, LONE_DOT.length);
        reply(new Step.Body());
        transaction = transaction.reset();
        return transaction;
    }

    private void write(List<Step> group) throws DialogueBrokenException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean carriesMail = group.getLast().carriesMail();
        group.forEach(step -> bytes.writeBytes(encode(step)));
        Stage stage = carriesMail ? Stage.BODY : group.getFirst().stage();
        byte[] all = bytes.toByteArray();
        int rest = all.length;
        while (rest > 0) {
            int block = Math.min(BLOCK_BYTES, rest);
            if (block == rest && carriesMail) {
                if (rest < all.length) {
                    requireListener(group.size() == 1);
                }
                beforeLastByte.beforeLastByte(List.of(mail.id()));
                lastByteHandedOver = true;
            }
            connection.write(stage, all, all.length - rest, block);
            rest -= block;
        }
    }

    /// A server that hung up within a long body, or answered before its end, has not got the mail:
    /// known before its last byte is handed over, it costs no doubt.
    ///
    /// @param alone whether no other command waits for a reply
    private void requireListener(boolean alone) throws DialogueBrokenException {
        if (connection.hasEnded()) {
            throw new DialogueBrokenException(
                    Stage.BODY,
                    "expected the server to take the whole mail, it closed the connection before"
                            + " the end; connect again");
        }
        if (alone && connection.saysMore()) {
            throw new DialogueBrokenException(
                    Stage.BODY,
                    "expected the server to take the whole mail before it answers, it answered"
                            + " within it; connection given up");
        }
    }

    /// Writing failed, or there was no use in it. A server that gives up within a mail may have
    /// said why.
    ///
    /// @throws DialogueBrokenException `failure`, when it has not, or when it goes on to wait for
    ///   the rest of a body
    private Transaction lastWords(List<Step> group, DialogueBrokenException failure)
            throws DialogueBrokenException {
        boolean ended = connection.hasEnded();
        if (!ended && (group.size() > 1 || !connection.saysMore())) {
            throw failure;
        }
        for (Step step : group) {
            ServerReply reply = lastReply(step, failure);
            if (step.carriesMail() && reply.severity() < 4) {
                throw failure;
            }
            noteRefusedChunk(step, reply);
            transaction = transaction.on(step, reply);
            if (Verdict.isClosing(reply)) {
                return transaction;
            }
        }
        if (!ended) {
            throw failure;
        }
        return transaction;
    }

    private ServerReply lastReply(Step step, DialogueBrokenException failure)
            throws DialogueBrokenException {
        try {
            return reply(step);
        } catch (DialogueBrokenException silent) {
            failure.addSuppressed(silent);
            throw failure;
        }
    }

    private ServerReply reply(Step step) throws DialogueBrokenException {
        ServerReply reply = connection.reply(step.stage());
        if (!Transaction.fits(step, reply)) {
            throw new DialogueBrokenException(
                    step.stage(),
                    "expected a reply that fits "
                            + step.stage()
                            + ", got \""
                            + reply
                            + "\"; the server is confused, connection given up");
        }
        return reply;
    }

    private byte[] encode(Step step) {
        return switch (step) {
            case Step.Reset reset -> line("RSET");
            case Step.Mail mailFrom ->
                    line("MAIL FROM:<" + mail.envelopeFrom() + ">" + parameters());
            case Step.Recipient recipient ->
                    line("RCPT TO:<" + mail.recipients().get(recipient.index()) + ">");
            case Step.Data data -> line("DATA");
            case Step.Body body -> DotStuffing.stuff(content);
            case Step.Chunk chunk -> joined(line("BDAT " + content.length + " LAST"), content);
        };
    }

    /// SIZE also where the body goes along: a quota is judged by it at RCPT, and a server that is
    /// not told may accept what it has to return later.
    private String parameters() {
        Capabilities server = connection.capabilities();
        return (server.sizeDeclared() ? " SIZE=" + content.length : "")
                + (server.eightBitMime() && Objection.hasEightBit(content) ? " BODY=8BITMIME" : "");
    }

    private static byte[] line(String text) {
        return (text + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream(first.length + second.length);
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
