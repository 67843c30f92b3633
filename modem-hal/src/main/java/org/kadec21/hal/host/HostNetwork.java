package org.kadec21.hal.host;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.Semaphore;

/// The host's own TCP. Connections send at once (`TCP_NODELAY`): their users coalesce writes
/// themselves.
public final class HostNetwork implements Network {

    /// Connections waiting to be accepted, per listening port.
    private static final int BACKLOG = 512;

    /// Accepted connections that are open at the same time, all ports together; more wait in the
    /// backlog. Each costs two platform threads.
    private static final int OPEN_LIMIT = 512;

    private final HostTasks tasks;
    private final Baton baton;
    private final Semaphore free = new Semaphore(OPEN_LIMIT);

    public HostNetwork(HostTasks tasks) {
        this.tasks = tasks;
        this.baton = tasks.baton();
    }

    @Override
    public ByteLink connect(String host, int port, Deadline deadline) throws LinkException {
        requirePort(port, 1);
        Socket socket = new PendingConnection(host, port, deadline, baton).await();
        String name = host + ":" + port;
        try {
            return tasks.pump(name, new SocketBytes(name, socket, () -> {}));
        } catch (IOException failed) {
            throw ConnectFailure.of(host, port, failed);
        }
    }

    @Override
    public Listening listen(String host, int port, Acceptor acceptor) throws LinkException {
        requirePort(port, 0);
        try {
            ServerSocket server = new ServerSocket();
            try {
                server.setReuseAddress(true);
                server.bind(new InetSocketAddress(InetAddress.getByName(host), port), BACKLOG);
                return HostListening.start(server, acceptor, free, tasks);
            } catch (IOException failed) {
                server.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw cannotListen(host, port, failed);
        }
    }

    private static void requirePort(int port, int lowest) {
        if (port < lowest || port > 65535) {
            throw new IllegalArgumentException(
                    "a TCP port is " + lowest + " to 65535, not " + port);
        }
    }

    private static LinkException cannotListen(String host, int port, IOException cause) {
        String said = String.valueOf(cause.getMessage());
        String lower = said.toLowerCase(Locale.ROOT);
        String advice;
        if (cause instanceof UnknownHostException) {
            advice = "the name is unknown; use an address of this machine such as 127.0.0.1";
        } else if (lower.contains("in use")) {
            advice =
                    "another program listens there; stop it, or take port 0 to be given a free one";
        } else if (lower.contains("permission") || lower.contains("denied")) {
            advice = "ports below 1024 need special rights; take a higher one";
        } else {
            advice = "use an address of this machine such as 127.0.0.1";
        }
        return new LinkException(
                "cannot listen on " + host + ":" + port + " (" + said + "): " + advice, cause);
    }
}
