package org.kadec21.submission;

import org.kadec21.submission.Outcome.Rejected;
import org.kadec21.submission.Outcome.Stage;

import java.util.Optional;
import java.util.regex.Pattern;

/// What speaks against a mail before a byte of it is sent.
final class Objection {

    private static final Pattern ADDRESS = Pattern.compile("[\\x21-\\x7e&&[^<>]]{1,254}");
    private static final int MOST_RECIPIENTS = 100;

    private Objection() {}

    /// The first objection, the same for every recipient.
    ///
    /// @param content the message as it would be sent
    static Optional<Outcome> to(OutgoingMail mail, byte[] content, Capabilities server) {
        if (mail.recipients().isEmpty() || mail.recipients().size() > MOST_RECIPIENTS) {
            throw new IllegalArgumentException(
                    "expected 1 to 100 recipients (RFC 5321 4.5.3.1.8), got "
                            + mail.recipients().size());
        }
        if (!mail.envelopeFrom().isEmpty() && !isAddress(mail.envelopeFrom())) {
            return rejected(Stage.MAIL, 553, "5.1.7", "the sender is no mail address in ASCII");
        }
        if (!mail.recipients().stream().allMatch(Objection::isAddress)) {
            return rejected(Stage.RCPT, 553, "5.1.3", "a recipient is no mail address in ASCII");
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

    static boolean hasEightBit(byte[] content) {
        for (byte next : content) {
            if (next < 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAddress(String address) {
        return ADDRESS.matcher(address).matches();
    }

    private static Optional<Outcome> rejected(Stage stage, int code, String enhanced, String text) {
        ServerReply reply = new ServerReply(code, Optional.of(enhanced), "not sent: " + text);
        return Optional.of(new Rejected(stage, "not sent: " + text, reply));
    }
}
