package org.kadec21.submission;

import jakarta.mail.MessagingException;

import org.kadec21.hal.LinkException;

import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/// Puts what a library threw into words: the innermost cause knows most.
final class LinkTrouble {

    private static final int MOST_CAUSES = 20;

    private LinkTrouble() {}

    static String describe(Throwable thrown) {
        Throwable innermost = causes(thrown).getLast();
        String message =
                innermost.getMessage() == null
                        ? innermost.getClass().getSimpleName()
                        : innermost.getMessage();
        boolean late = innermost instanceof SocketTimeoutException;
        return ReplyParser.printable(late ? "no answer in time (" + message + ")" : message);
    }

    /// Whether the connection died, as opposed to a peer that says something wrong.
    static boolean isDeadLink(Throwable thrown) {
        return causes(thrown).stream()
                .anyMatch(cause ->
                        cause instanceof EOFException
                                || cause instanceof SocketException
                                || cause instanceof SocketTimeoutException
                                || cause instanceof LinkException);
    }

    /// The exception and its causes, outermost first.
    static List<Throwable> causes(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>();
        Throwable next = thrown;
        while (next != null && causes.size() < MOST_CAUSES) {
            causes.add(next);
            next =
                    next instanceof MessagingException mail
                            ? mail.getNextException()
                            : next.getCause();
        }
        return causes;
    }
}
