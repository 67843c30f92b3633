package org.kadec21.hal.host;

import org.kadec21.hal.LinkException;
import org.kadec21.hal.NotConnectedException;
import org.kadec21.hal.NotConnectedException.Why;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;

/// What the host says when a connection cannot be made, as sentences for a person.
final class ConnectFailure {

    private ConnectFailure() {}

    static LinkException of(String host, int port, IOException cause) {
        String target = host + ":" + port;
        if (cause instanceof UnknownHostException) {
            return new NotConnectedException(
                    Why.UNKNOWN_NAME,
                    "the name "
                            + host
                            + " is unknown to the resolver; check its spelling and this machine's"
                            + " DNS",
                    cause);
        }
        if (cause instanceof SocketTimeoutException) {
            return late(host, port);
        }
        String said = String.valueOf(cause.getMessage());
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("refused")) {
            return new NotConnectedException(
                    Why.REFUSED,
                    target
                            + " refused the connection; check that the server runs and that the"
                            + " port is right",
                    cause);
        }
        if (lower.contains("unreachable") || lower.contains("no route")) {
            return new NotConnectedException(
                    Why.UNREACHABLE,
                    target
                            + " is unreachable ("
                            + said
                            + "); check the address and this machine's network",
                    cause);
        }
        if (lower.contains("timed out")) {
            return late(host, port);
        }
        return new LinkException(
                "no connection to "
                        + target
                        + " ("
                        + said
                        + "); check the address, the port and this machine's network",
                cause);
    }

    static LinkException late(String host, int port) {
        return new NotConnectedException(
                Why.SILENT,
                "the connection to "
                        + host
                        + ":"
                        + port
                        + " timed out: nothing answered before the deadline; a firewall may block"
                        + " this port, try another port or network");
    }
}
