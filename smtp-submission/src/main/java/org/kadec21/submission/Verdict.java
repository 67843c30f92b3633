package org.kadec21.submission;

import org.kadec21.submission.Outcome.Deferred;
import org.kadec21.submission.Outcome.Rejected;
import org.kadec21.submission.Outcome.Scope;
import org.kadec21.submission.Outcome.Stage;

import java.util.Optional;

/// What a negative reply means, by the step it answers. The first digit decides (RFC 5321 4.2.1),
/// with the exceptions that real servers force upon a client:
///
/// - 421 anywhere closes the connection (RFC 5321 3.8): everything waits.
/// - another 4xx to AUTH or STARTTLS is said of this attempt, not of the server or the account: it
///   is tried again after the ordinary wait.
/// - 530 and 538 ask for protection that the policy did not give: nothing is wrong with the mail.
/// - 552 means "too big" with 5.3.4 or 5.2.3 and at MAIL; elsewhere it is the old code of a full
///   mailbox (RFC 5321 4.5.3.1.10).
/// - a sender that the account does not own (x.7.1 with 553, or any 5.7.1 at MAIL) is a matter of
///   our settings.
/// - 450 with a policy code (x.7.x) is a rate limit, and x.3.x the server's own trouble: all mails
///   wait. 451 with x.7.x to RCPT is greylisting, a matter of one mail.
/// - 450 without an enhanced code is taken for a limit too, at MAIL, at DATA and at the end; at
///   RCPT when every recipient gets it ([Transaction]), else it is that one's mailbox.
/// - 500, 502, 503 and 504 are said of a command, not of the mail (RFC 5321 4.2.4), 501 behind the
///   envelope too: a proxy that announces what it cannot do must not make a mail bounce.
final class Verdict {

    private static final int CLOSING = 421;

    private Verdict() {}

    /// Whether the server gives up the connection.
    static boolean isClosing(ServerReply reply) {
        return reply.code() == CLOSING;
    }

    /// A negative reply before any mail: it concerns everything.
    static Deferred onSession(Stage stage, ServerReply reply) {
        Scope scope =
                switch (stage) {
                    case AUTH -> onAuth(reply);
                    case STARTTLS -> reply.severity() == 4 ? Scope.MAIL : Scope.SECURITY;
                    case CONNECT, GREETING, EHLO, TLS, MAIL, RCPT, DATA, BODY, FINAL_REPLY ->
                            Scope.HOST;
                };
        return deferred(isClosing(reply) ? Scope.HOST : scope, stage, reply);
    }

    /// A negative reply to EHLO where HELO will not do: a server that does not know the command
    /// (RFC 5321 4.2.4) can offer neither TLS nor a login, and within TLS nothing of what it
    /// offered before may be believed (RFC 3207 4.2).
    static Deferred onEhlo(ServerReply reply) {
        return switch (reply.code()) {
            case 500, 501, 502, 504 ->
                    new Deferred(
                            Scope.SECURITY,
                            Stage.EHLO,
                            "expected the server to know EHLO, it answered \""
                                    + reply.toString().replace('\n', ' ')
                                    + "\"; nothing was shown to it, use its submission port (587 or"
                                    + " 465)",
                            Optional.of(reply));
            default -> onSession(Stage.EHLO, reply);
        };
    }

    /// A negative reply (4xx or 5xx) within a mail transaction.
    static Outcome onMail(Stage stage, ServerReply reply) {
        if (isClosing(reply)) {
            return deferred(Scope.HOST, stage, reply);
        }
        if (reply.code() == 530 || reply.code() == 538) {
            return deferred(Scope.SECURITY, stage, reply);
        }
        if (reply.code() == 535 || senderNotOurs(stage, reply)) {
            return deferred(Scope.ACCOUNT, stage, reply);
        }
        if (reply.severity() == 4) {
            return deferred(concernsHost(stage, reply) ? Scope.HOST : Scope.MAIL, stage, reply);
        }
        if (reply.code() == 552 && !isTooBig(stage, reply)) {
            return deferred(Scope.MAIL, stage, reply);
        }
        return isOfDialogue(stage, reply)
                ? deferred(Scope.HOST, stage, reply)
                : new Rejected(stage, refusal(stage, reply), reply);
    }

    /// Whether the server says that it did not understand us, and nothing of sender, recipient or
    /// content: no enhanced code, or one of another subject than addresses (x.1), mailboxes (x.2)
    /// and content (x.6).
    static boolean isOfDialogue(Stage stage, ServerReply reply) {
        boolean envelope = stage == Stage.MAIL || stage == Stage.RCPT;
        boolean command =
                switch (reply.code()) {
                    case 500, 502, 503, 504 -> true;
                    case 501 -> !envelope;
                    default -> false;
                };
        return command && !isSubject(reply, 1) && !isSubject(reply, 2) && !isSubject(reply, 6);
    }

    /// A recipient's mailbox is busy, or so it seems: 450 without an enhanced code, to RCPT.
    static boolean isBare450AtRcpt(Outcome outcome) {
        return outcome instanceof Deferred deferred
                && deferred.stage() == Stage.RCPT
                && deferred.reply().filter(Verdict::isBare450).isPresent();
    }

    /// The same deferral for everything.
    static Outcome ofHost(Outcome outcome) {
        return outcome instanceof Deferred deferred
                ? new Deferred(Scope.HOST, deferred.stage(), deferred.reason(), deferred.reply())
                : outcome;
    }

    private static Scope onAuth(ServerReply reply) {
        return switch (reply.code()) {
            case 500, 502, 503, 504, 530, 534, 538 -> Scope.SECURITY;
            case 432 -> Scope.ACCOUNT;
            default -> reply.severity() == 4 ? Scope.MAIL : Scope.ACCOUNT;
        };
    }

    private static boolean isBare450(ServerReply reply) {
        return reply.code() == 450 && reply.enhancedCode().isEmpty();
    }

    /// Whether the account may not use the sender.
    static boolean senderNotOurs(Stage stage, ServerReply reply) {
        return reply.severity() == 5
                && isDetail(reply, "7.1")
                && (stage == Stage.MAIL || reply.code() == 553);
    }

    private static boolean concernsHost(Stage stage, ServerReply reply) {
        boolean policy = isSubject(reply, 7);
        return isSubject(reply, 3)
                || (policy && (reply.code() == 450 || stage == Stage.MAIL))
                || (isBare450(reply) && stage != Stage.RCPT);
    }

    /// Whether 552 speaks of the mail's size, not of a mailbox's.
    static boolean isTooBig(Stage stage, ServerReply reply) {
        return reply.code() == 552 && isTooBigByDetail(stage, reply);
    }

    private static boolean isTooBigByDetail(Stage stage, ServerReply reply) {
        return isDetail(reply, "3.4")
                || isDetail(reply, "2.3")
                || (stage == Stage.MAIL && reply.enhancedCode().isEmpty());
    }

    static boolean isDetail(ServerReply reply, String subjectAndDetail) {
        return reply.enhancedCode()
                .filter(code -> code.substring(2).equals(subjectAndDetail))
                .isPresent();
    }

    static boolean isSubject(ServerReply reply, int subject) {
        return reply.enhancedCode().filter(code -> code.startsWith(subject + ".", 2)).isPresent();
    }

    private static Deferred deferred(Scope scope, Stage stage, ServerReply reply) {
        return new Deferred(scope, stage, refusal(stage, reply), Optional.of(reply));
    }

    private static String refusal(Stage stage, ServerReply reply) {
        return "the server answered \""
                + reply.toString().replace('\n', ' ')
                + "\" at "
                + stage
                + "; "
                + Advice.on(stage, reply);
    }
}
