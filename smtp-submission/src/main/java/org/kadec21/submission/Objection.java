package org.kadec21.submission;

import org.kadec21.submission.Outcome.Rejected;
import org.kadec21.submission.Outcome.Stage;

import java.util.List;
import java.util.Optional;

/// What speaks against a mail before a byte of it is sent.
final class Objection {

    private static final int MOST_RECIPIENTS = 100;

    private Objection() {}

    /// The first objection to the mail itself, the same for every recipient.
    ///
    /// @param content the message as it would be sent
    static Optional<Outcome> toMail(OutgoingMail mail, byte[] content, Capabilities server) {
        if (mail.recipients().isEmpty() || mail.recipients().size() > MOST_RECIPIENTS) {
            throw new IllegalArgumentException(
                    "expected 1 to 100 recipients (RFC 5321 4.5.3.1.8), got "
                            + mail.recipients().size());
        }
        Optional<String> sender =
                Optional.of(mail.envelopeFrom())
                        .filter(from -> !from.isEmpty())
                        .flatMap(MailAddress::objection);
        if (sender.isPresent()) {
            return rejected(Stage.MAIL, 553, "5.1.7", "the sender: " + sender.get());
        }
        if (server.maximumSize().isPresent() && content.length > server.maximumSize().getAsLong()) {
            return rejected(
                    Stage.MAIL,
                    552,
                    "5.3.4",
                    "the mail has "
                            + content.length
                            + " bytes, the server takes "
                            + server.maximumSize().getAsLong());
        }
        if (hasEightBit(content) && !server.eightBitMime()) {
            return rejected(
                    Stage.MAIL,
                    554,
                    "5.6.3",
                    "the mail has 8-bit bytes that cannot be encoded (signed, or no MIME), the"
                            + " server takes 7 bits only");
        }
        return Optional.empty();
    }

    /// What speaks against single recipients, in their order; the others get the mail all the same.
    static List<Optional<Outcome>> toRecipients(OutgoingMail mail) {
        return mail.recipients().stream()
                .map(recipient ->
                        MailAddress.objection(recipient)
                                .flatMap(text -> rejected(Stage.RCPT, 553, "5.1.3", text)))
                .toList();
    }

    static boolean hasEightBit(byte[] content) {
        for (byte next : content) {
            if (next < 0) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Outcome> rejected(Stage stage, int code, String enhanced, String text) {
        ServerReply reply = new ServerReply(code, Optional.of(enhanced), "not sent: " + text);
        return Optional.of(new Rejected(stage, "not sent: " + text, reply));
    }
}
