package org.kadec21.submission;

import org.kadec21.submission.Outcome.Stage;

import java.util.List;
import java.util.Locale;

/// What to try next after a server's refusal, by its code and enhanced code (RFC 5321 4.2.3, RFC
/// 3463, RFC 4954 6), and by the step it answers only where they say nothing.
final class Advice {

    private static final String TLS =
            "the server wants TLS first: set TLS to required (--tls required), or to implicit on"
                    + " port 465";
    private static final String LOGIN =
            "the server wants a login first: give user and password (--user, --password-file)";
    private static final String SENDER =
            "this account may not use this sender: check the sender's address (--from) and which"
                    + " ones the provider gives the account";
    private static final String LATER = "nothing is wrong with the mail; it can go later";

    private Advice() {}

    /// A sentence without its full stop.
    static String on(Stage stage, ServerReply reply) {
        if (reply.code() == 421) {
            return "the server closes for now; " + LATER;
        }
        if (reply.code() == 530 || reply.code() == 538 || is(reply, "7.10") || is(reply, "7.11")) {
            return wanted(stage, reply);
        }
        return switch (stage) {
            case CONNECT, GREETING, EHLO, TLS -> onSession(reply);
            case STARTTLS -> "ask the provider whether TLS is offered on this port";
            case AUTH -> onAuth(reply);
            case MAIL, RCPT, DATA, BODY, FINAL_REPLY -> onMail(stage, reply);
        };
    }

    /// 530 stands for both: `Must issue a STARTTLS command first` (RFC 3207 4) and `Authentication
    /// required` (RFC 4954 6).
    private static String wanted(Stage stage, ServerReply reply) {
        String words = reply.text().toLowerCase(Locale.ROOT);
        boolean tls = List.of("tls", "ssl", "encrypt", "secur").stream().anyMatch(words::contains);
        boolean login = List.of("auth", "login", "log in").stream().anyMatch(words::contains);
        return reply.code() == 530 && login && !tls && stage != Stage.AUTH ? LOGIN : TLS;
    }

    private static String onSession(ServerReply reply) {
        return reply.severity() == 4
                ? "the server takes nobody for now; " + LATER
                : "the server turns this network or client away: use its submission port (587 or"
                        + " 465), or ask the provider";
    }

    private static String onAuth(ServerReply reply) {
        return switch (reply.code()) {
            case 432 ->
                    "the provider wants the password changed first: log in once by its other means";
            case 500, 502, 503, 504, 534 ->
                    "allow another mechanism (--auth), or ask the provider which ones it takes";
            default ->
                    reply.severity() == 4
                            ? "the login fails for now, not the password; it can go later"
                            : "check user name, password and the provider's allowed mechanisms";
        };
    }

    private static String onMail(Stage stage, ServerReply reply) {
        if (Verdict.senderNotOurs(stage, reply)) {
            return SENDER;
        }
        if (reply.code() == 535) {
            return "check user name and password";
        }
        if (Verdict.isOfDialogue(stage, reply)) {
            return "it did not understand the command, which says nothing of the mail: look for a"
                    + " proxy on the way, or another port of the server";
        }
        if (is(reply, "2.2") || (reply.code() == 552 && !Verdict.isTooBig(stage, reply))) {
            return "the mailbox is full: its owner must make room";
        }
        if (reply.code() == 452) {
            return "the server has no room for now; " + LATER;
        }
        if (Verdict.isTooBig(stage, reply)) {
            return "the mail is too big for the server: send it in parts";
        }
        if (reply.severity() == 4) {
            return onPause(stage, reply);
        }
        return onRefusal(stage, reply);
    }

    private static String onPause(Stage stage, ServerReply reply) {
        boolean mailbox = stage == Stage.RCPT && Verdict.isSubject(reply, 1);
        return mailbox
                ? "check the recipient's address, if it lasts"
                : "the server asks for patience (a limit, greylisting or its own trouble); "
                        + LATER;
    }

    private static String onRefusal(Stage stage, ServerReply reply) {
        if (is(reply, "1.7") || is(reply, "1.8")) {
            return "check the sender's address";
        }
        boolean policy = Verdict.isSubject(reply, 7);
        return switch (stage) {
            case MAIL ->
                    policy
                            ? "the server's rules forbid this sender or client: ask the provider"
                            : "check the sender's address and that the account may use it";
            case RCPT ->
                    policy
                            ? "the server's rules forbid this recipient: check that the login"
                                    + " happened and that this server may carry mail to there"
                            : "check the recipient's address";
            case CONNECT, GREETING, EHLO, STARTTLS, TLS, AUTH, DATA, BODY, FINAL_REPLY ->
                    "the server refuses this mail's content or size; its words tell more";
        };
    }

    private static boolean is(ServerReply reply, String subjectAndDetail) {
        return Verdict.isDetail(reply, subjectAndDetail);
    }
}
