package org.kadec21.submission;

import org.kadec21.submission.Outcome.Stage;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

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
    private boolean lastByteHandedOver;

    MailAttempt(
            SmtpConnection connection,
            OutgoingMail mail,
            byte[] content,
            BeforeLastByte beforeLastByte) {
        this.connection = connection;
        this.mail = mail;
        this.content = content;
        this.beforeLastByte = beforeLastByte;
        this.transaction = Transaction.of(mail.recipients().size());
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
                transaction = transaction.on(step, reply);
                if (Verdict.isClosing(reply)) {
                    return transaction;
                }
            }
        }
        return transaction.dataOpen() ? withdraw() : transaction;
    }

    /// The link failed: what that means for those without an outcome.
    Transaction broken(DialogueBrokenException failure) {
        transaction = transaction.broken(failure.stage(), failure.reason(), lastByteHandedOver);
        return transaction;
    }

    /// All recipients were refused, yet the server wants a body: RFC 2920 3.1 has it closed by a
    /// lone dot. Nobody was accepted, so that nobody gets an empty mail.
    private Transaction withdraw() throws DialogueBrokenException {
        connection.write(Stage.DATA, LONE_DOT, 0, LONE_DOT.length);
        reply(new Step.Body());
        return new Transaction(transaction.settled(), false, false);
    }

    private void write(List<Step> group) throws DialogueBrokenException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        group.forEach(step -> bytes.writeBytes(encode(step)));
        boolean carriesMail = group.getLast().carriesMail();
        Stage stage = carriesMail ? Stage.BODY : group.getFirst().stage();
        byte[] all = bytes.toByteArray();
        int rest = all.length;
        while (rest > 0) {
            int block = Math.min(BLOCK_BYTES, rest);
            if (block == rest && carriesMail) {
                requireOpenConnection(rest < all.length);
                beforeLastByte.beforeLastByte(List.of(mail.id()));
                lastByteHandedOver = true;
            }
            connection.write(stage, all, all.length - rest, block);
            rest -= block;
        }
    }

    /// A server that hung up within a long body has not got the mail: known before its last byte is
    /// handed over, it costs no doubt.
    private void requireOpenConnection(boolean bodyUnderWay) throws DialogueBrokenException {
        if (bodyUnderWay && connection.hasEnded()) {
            throw new DialogueBrokenException(
                    Stage.BODY,
                    "expected the server to take the whole mail, it closed the connection before"
                            + " the end; connect again");
        }
    }

    /// Writing failed. A server that gives up within a mail may have said why.
    ///
    /// @throws DialogueBrokenException `failure`, when it has not
    private Transaction lastWords(List<Step> group, DialogueBrokenException failure)
            throws DialogueBrokenException {
        if (!connection.hasEnded()) {
            throw failure;
        }
        for (Step step : group) {
            ServerReply reply = lastReply(step, failure);
            if (step.carriesMail() && reply.severity() < 4) {
                throw failure;
            }
            transaction = transaction.on(step, reply);
            if (Verdict.isClosing(reply)) {
                break;
            }
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
