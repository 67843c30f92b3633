package org.kadec21.hal.host;

import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;

/// A connection in the making: a platform thread looks the name up and connects, a task waits for
/// it. Whoever comes too late closes the socket.
final class PendingConnection {

    private static final Logger LOG = LoggerFactory.getLogger(PendingConnection.class);

    /// Addresses of one name that are tried, one after the other.
    private static final int ADDRESS_LIMIT = 8;

    private final String host;
    private final int port;
    private final Deadline deadline;
    private final Baton baton;
    private final HostSignal settled;
    private Optional<Socket> connected = Optional.empty();
    private Optional<IOException> failure = Optional.empty();
    private boolean abandoned;

    PendingConnection(String host, int port, Deadline deadline, Baton baton) {
        this.host = host;
        this.port = port;
        this.deadline = deadline;
        this.baton = baton;
        settled = baton.signal("connection to " + host + ":" + port);
    }

    /// Waits, as a task, for the connection.
    Socket await() throws LinkException {
        Thread.ofPlatform().daemon().name("connect " + host + ":" + port).start(this::connect);
        try {
            while (connected.isEmpty() && failure.isEmpty()) {
                if (!settled.await(deadline)) {
                    throw ConnectFailure.late(host, port);
                }
            }
        } finally {
            abandoned = true;
        }
        return connected.orElseThrow(() -> ConnectFailure.of(host, port, failure.orElseThrow()));
    }

    private void connect() {
        try {
            settle(connectToFirstThatAnswers());
        } catch (IOException failed) {
            baton.holding(() -> {
                failure = Optional.of(failed);
                settled.raise();
            });
        }
    }

    private Socket connectToFirstThatAnswers() throws IOException {
        InetAddress[] addresses = InetAddress.getAllByName(host);
        for (int i = 0; ; i++) {
            try {
                return connect(addresses[i]);
            } catch (IOException failed) {
                if (i + 1 == Math.min(addresses.length, ADDRESS_LIMIT)) {
                    throw failed;
                }
                LOG.debug("{} at {}: {}", host, addresses[i].getHostAddress(), failed.getMessage());
            }
        }
    }

    private Socket connect(InetAddress address) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(address, port), millisLeft());
            return socket;
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    /// At least 1: to [Socket] 0 means for ever.
    private int millisLeft() {
        long millis = baton.time().nanosUntil(deadline) / 1_000_000;
        return Math.clamp(millis, 1, Integer.MAX_VALUE);
    }

    private void settle(Socket socket) throws IOException {
        boolean late =
                baton.holding(() -> {
                    if (!abandoned) {
                        connected = Optional.of(socket);
                        settled.raise();
                    }
                    return abandoned;
                });
        if (late) {
            socket.close();
        }
    }
}
