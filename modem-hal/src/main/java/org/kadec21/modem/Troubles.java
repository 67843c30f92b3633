package org.kadec21.modem;

import org.kadec21.hal.at.Reply;
import org.kadec21.modem.Attachment.Cause;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/// Turns replies that are no success into failures a field engineer can act on.
final class Troubles {

    private static final int NOT_ALLOWED = 3;
    private static final int NOT_SUPPORTED = 4;
    private static final Pattern NO_USE = Pattern.compile("(?i)operation not (allowed|supported)");

    private Troubles() {}

    /// What went wrong when `expected` was and `reply` came. A reply that is missing is the
    /// module's fault, a refusal that of whatever `cause` says.
    static <T> Step.Failed<T> of(Reply reply, String expected, Cause cause, String advice) {
        return switch (reply) {
            case Reply.Refusal refusal ->
                    new Step.Failed<>(
                            cause,
                            "expected " + expected + ", the module said " + inWords(refusal),
                            advice);
            case Reply.Dead(String reason) ->
                    new Step.Failed<>(
                            Cause.PORT,
                            "expected " + expected + ": " + reason,
                            "check the cable and that the module is still plugged in");
            case Reply.Unanswered unanswered ->
                    new Step.Failed<>(
                            Cause.MODULE,
                            "expected " + expected + ": " + unanswered.reason(),
                            "the module will be reset before the next attempt; if this repeats,"
                                    + " check its supply");
            case Reply.Ok _ ->
                    new Step.Failed<>(
                            cause,
                            "expected " + expected + ", the module said OK and nothing else",
                            advice);
            case Reply.Connect _ ->
                    new Step.Failed<>(
                            Cause.MODULE,
                            "expected " + expected + ", the module went into data mode",
                            advice);
        };
    }

    /// The number of a `+CME ERROR`; empty for every other reply.
    static OptionalInt cmeCode(Reply reply) {
        return reply instanceof Reply.CmeError(OptionalInt code, _) ? code : OptionalInt.empty();
    }

    /// Whether the module does not know a command, or has no use for it. With `+CMEE=1` that is a
    /// number or its words (3GPP TS 27.007 9.2.1), without it `ERROR`.
    static boolean isUnknownCommand(Reply reply) {
        if (reply instanceof Reply.CmeError(OptionalInt code, String text)) {
            return code.isPresent()
                    ? code.getAsInt() == NOT_ALLOWED || code.getAsInt() == NOT_SUPPORTED
                    : NO_USE.matcher(text).find();
        }
        return reply instanceof Reply.Denied;
    }

    /// A refusal with the meaning of its number (3GPP TS 27.007 9.2).
    static String inWords(Reply.Refusal refusal) {
        OptionalInt code = cmeCode(refusal);
        String meaning = code.isEmpty() ? "" : meaning(code.getAsInt());
        return meaning.isEmpty() ? refusal.text() : refusal.text() + " (" + meaning + ")";
    }

    private static String meaning(int code) {
        return switch (code) {
            case NOT_ALLOWED -> "operation not allowed";
            case NOT_SUPPORTED -> "operation not supported";
            case 10 -> "SIM not inserted";
            case 11 -> "SIM PIN required";
            case 12 -> "SIM PUK required";
            case 13 -> "SIM failure";
            case 14 -> "SIM busy";
            case 15 -> "SIM wrong";
            case 16 -> "incorrect password";
            case 30 -> "no network service";
            case 31 -> "network timeout";
            case 32 -> "network not allowed, emergency calls only";
            case 148 -> "unspecified GPRS error";
            case 149 -> "PDP authentication failure";
            default -> "";
        };
    }
}
