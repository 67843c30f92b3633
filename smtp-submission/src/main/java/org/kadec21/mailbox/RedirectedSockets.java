package org.kadec21.mailbox;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.Time;
import org.kadec21.submission.wire.TimeLimit;
import org.kadec21.submission.wire.TimedSocket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;

import javax.net.SocketFactory;

/// Makes sockets that are connected to one server through the bearer already, wherever Angus then
/// believes to connect them: it would resolve the name itself, on the host's network.
final class RedirectedSockets extends SocketFactory implements AutoCloseable {

    private final SocketFactory bearer;
    private final String host;
    private final int port;
    private final Time time;
    private final Deadline deadline;
    private Optional<TimedSocket> current = Optional.empty();

    RedirectedSockets(SocketFactory bearer, String host, int port, Time time, Deadline deadline) {
        this.bearer = bearer;
        this.host = host;
        this.port = port;
        this.time = time;
        this.deadline = deadline;
    }

    @Override
    public Socket createSocket() throws IOException {
        Socket socket = bearer.createSocket();
        try {
            long millis = Math.min(Integer.MAX_VALUE - 1L, time.nanosUntil(deadline) / 1_000_000);
            socket.connect(
                    InetSocketAddress.createUnresolved(host, port), Math.toIntExact(millis) + 1);
            TimedSocket timed =
                    new TimedSocket(
                            socket,
                            host,
                            port,
                            time,
                            new TimeLimit(deadline, "the time for the whole mailbox"));
            current = Optional.of(timed);
            return timed;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// Ends the last connection, and raises what Angus may have swallowed of it.
    @Override
    public void close() {
        if (current.isPresent()) {
            try {
                current.get().close();
            } catch (IOException e) {
                // closed is closed
            }
            current.get().rethrow();
        }
    }

    @Override
    public Socket createSocket(String name, int number) throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(String name, int number, InetAddress local, int localPort)
            throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress address, int number) throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress address, int number, InetAddress local, int localPort)
            throws IOException {
        return createSocket();
    }
}
