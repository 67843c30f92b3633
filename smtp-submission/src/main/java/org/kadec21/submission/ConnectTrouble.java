package org.kadec21.submission;

import org.kadec21.hal.LinkException;
import org.kadec21.hal.NotConnectedException;
import org.kadec21.submission.Outcome.Deferred;
import org.kadec21.submission.Outcome.Stage;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/// Puts into words why there is no connection to the server. A link says by itself what it expected
/// and what came; advice about ports and servers is for connections that were tried, not for a name
/// without an address or a network that is gone.
final class ConnectTrouble {

    private static final int RELAY_PORT = 25;

    private ConnectTrouble() {}

    static Deferred of(IOException failure, String host, int port) {
        String words = words(failure, host + ":" + port);
        return Deferred.host(
                Stage.CONNECT, wasTried(failure) ? words + "; " + advice(port) : words);
    }

    private static String words(IOException failure, String way) {
        if (failure instanceof SocketTimeoutException) {
            return "no answer in time from " + way;
        }
        String said = LinkTrouble.describe(failure);
        boolean whole = LinkTrouble.causes(failure).getLast() instanceof LinkException;
        return whole ? said : "no connection to " + way + ": " + said;
    }

    /// As far as is known: a module does not tell a refusal from anything else.
    private static boolean wasTried(IOException failure) {
        return LinkTrouble.causes(failure).stream()
                .noneMatch(cause ->
                        cause instanceof UnknownHostException
                                || (cause instanceof NotConnectedException known
                                        && !isAboutTheServer(known.why())));
    }

    private static boolean isAboutTheServer(NotConnectedException.Why why) {
        return switch (why) {
            case REFUSED, SILENT -> true;
            case UNKNOWN_NAME, UNREACHABLE -> false;
        };
    }

    private static String advice(int port) {
        return port == RELAY_PORT
                ? "networks block port 25 towards foreign servers, submission is port 587"
                : "check the server's name and port, and the way there";
    }
}
