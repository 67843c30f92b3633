package org.kadec21.simulation.provider.smtp;

import java.util.Base64;
import java.util.List;

/// The replies of a correct session, worded as Postfix 3.7 words them.
final class Replies {

    static final SmtpReply BYE = SmtpReply.of(221, "2.0.0", "Bye");
    static final SmtpReply OK = SmtpReply.of(250, "2.0.0", "Ok");
    static final SmtpReply SENDER_OK = SmtpReply.of(250, "2.1.0", "Ok");
    static final SmtpReply RECIPIENT_OK = SmtpReply.of(250, "2.1.5", "Ok");
    static final SmtpReply READY_FOR_TLS = SmtpReply.of(220, "2.0.0", "Ready to start TLS");
    static final SmtpReply AUTHENTICATED = SmtpReply.of(235, "2.7.0", "Authentication successful");
    static final SmtpReply GO_AHEAD = SmtpReply.bare(354, "End data with <CR><LF>.<CR><LF>");
    static final SmtpReply COMMANDS =
            SmtpReply.of(
                    214,
                    "2.0.0",
                    "EHLO HELO STARTTLS AUTH MAIL RCPT DATA BDAT RSET NOOP VRFY HELP QUIT");

    static final SmtpReply NOT_RECOGNIZED =
            SmtpReply.of(502, "5.5.2", "Error: command not recognized");
    static final SmtpReply NOT_IMPLEMENTED =
            SmtpReply.of(502, "5.5.1", "Error: command not implemented");
    static final SmtpReply LINE_TOO_LONG = SmtpReply.of(500, "5.5.2", "Error: line too long");
    static final SmtpReply HELLO_FIRST = SmtpReply.of(503, "5.5.1", "Error: send HELO/EHLO first");
    static final SmtpReply NESTED_MAIL = SmtpReply.of(503, "5.5.1", "Error: nested MAIL command");
    static final SmtpReply NEED_MAIL = SmtpReply.of(503, "5.5.1", "Error: need MAIL command");
    static final SmtpReply NEED_RCPT = SmtpReply.of(503, "5.5.1", "Error: need RCPT command");
    static final SmtpReply NO_VALID_RECIPIENTS =
            SmtpReply.of(554, "5.5.1", "Error: no valid recipients");
    static final SmtpReply CHUNKS_BEGUN =
            SmtpReply.of(503, "5.5.1", "Error: only BDAT or RSET after BDAT");
    static final SmtpReply TRANSACTION_OPEN =
            SmtpReply.of(503, "5.5.1", "Error: MAIL transaction in progress");
    static final SmtpReply TLS_ALREADY = SmtpReply.of(554, "5.5.1", "Error: TLS already active");
    static final SmtpReply TLS_FIRST =
            SmtpReply.of(530, "5.7.0", "Must issue a STARTTLS command first");
    static final SmtpReply AUTH_FIRST = SmtpReply.of(530, "5.7.0", "Authentication required");
    static final SmtpReply AUTH_DISABLED =
            SmtpReply.of(503, "5.5.1", "Error: authentication not enabled");
    static final SmtpReply AUTH_ALREADY =
            SmtpReply.of(503, "5.5.1", "Error: already authenticated");
    static final SmtpReply AUTH_UNKNOWN =
            SmtpReply.of(504, "5.5.4", "Error: authentication mechanism not offered");
    static final SmtpReply AUTH_ABORTED = SmtpReply.of(501, "5.7.0", "Authentication aborted");
    static final SmtpReply AUTH_FAILED =
            SmtpReply.of(535, "5.7.8", "Error: authentication failed: wrong user or password");
    static final SmtpReply AUTH_NOT_BASE64 =
            SmtpReply.of(501, "5.5.2", "Error: cannot decode base64");
    static final SmtpReply AUTH_TOO_LONG =
            SmtpReply.of(500, "5.5.6", "Error: authentication exchange line is too long");
    static final SmtpReply SIZE_AT_MAIL =
            SmtpReply.of(552, "5.3.4", "Message size exceeds fixed limit");
    static final SmtpReply SIZE_AT_END = SmtpReply.of(552, "5.3.4", "Error: message file too big");
    static final SmtpReply NO_STORAGE =
            SmtpReply.of(452, "4.3.1", "Error: insufficient system storage");
    static final SmtpReply NUL_IN_MESSAGE = SmtpReply.of(554, "5.6.0", "Error: NUL in mail text");
    static final SmtpReply MESSAGE_LINE_TOO_LONG =
            SmtpReply.of(554, "5.6.0", "Error: message line too long");
    static final SmtpReply TOO_MANY_RECIPIENTS =
            SmtpReply.of(452, "4.5.3", "Error: too many recipients");

    private Replies() {}

    static SmtpReply authMalformed(String reason) {
        return SmtpReply.of(501, "5.5.2", "Error: " + reason);
    }

    static SmtpReply challenge(byte[] octets) {
        return SmtpReply.bare(334, Base64.getEncoder().encodeToString(octets));
    }

    static SmtpReply queued(String id) {
        return SmtpReply.of(250, "2.0.0", "Ok: queued as " + id);
    }

    static SmtpReply chunk(long octets) {
        return SmtpReply.of(250, "2.0.0", "Ok: " + octets + " bytes");
    }

    static SmtpReply cannotVerify(String address) {
        return SmtpReply.of(252, "2.0.0", address);
    }

    static SmtpReply unknownUser(String address) {
        return SmtpReply.of(
                550, "5.1.1", "<" + address + ">: Recipient address rejected: User unknown");
    }

    static SmtpReply relayDenied(String address) {
        return SmtpReply.of(554, "5.7.1", "<" + address + ">: Relay access denied");
    }

    static SmtpReply mailboxFull(String address) {
        return SmtpReply.of(452, "4.2.2", "<" + address + ">: Mailbox full");
    }

    static SmtpReply bareLineEnd(String hostName, String octet) {
        return SmtpReply.of(521, "5.5.2", hostName + " Error: bare <" + octet + "> received");
    }

    /// Goodbye without being asked; the connection ends behind it (RFC 5321 3.8).
    static SmtpReply closing(String hostName, String enhanced, String reason) {
        return SmtpReply.of(421, enhanced, hostName + " Error: " + reason);
    }

    static SmtpReply capabilities(List<String> lines) {
        return new SmtpReply(250, "", lines);
    }
}
