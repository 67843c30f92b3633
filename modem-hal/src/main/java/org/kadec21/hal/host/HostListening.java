package org.kadec21.hal.host;

import org.kadec21.hal.Network.Acceptor;
import org.kadec21.hal.Network.Listening;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/// A listening port of the host: a platform thread accepts, a task per connection calls the
/// acceptor.
final class HostListening implements Listening {

    private static final Logger LOG = LoggerFactory.getLogger(HostListening.class);

    private final ServerSocket server;
    private final Acceptor acceptor;
    private final HostTasks tasks;
    private final Semaphore free;
    private final Runnable closing = this::close;

    private HostListening(ServerSocket server, Acceptor acceptor, Semaphore free, HostTasks tasks) {
        this.server = server;
        this.acceptor = acceptor;
        this.free = free;
        this.tasks = tasks;
    }

    /// @param free permits for open connections
    static HostListening start(
            ServerSocket server, Acceptor acceptor, Semaphore free, HostTasks tasks) {
        HostListening listening = new HostListening(server, acceptor, free, tasks);
        Thread.ofPlatform().daemon().name("listen " + listening.port()).start(listening::acceptAll);
        tasks.baton().atPowerOff(listening.closing);
        return listening;
    }

    @Override
    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() {
        tasks.baton().forgetAtPowerOff(closing);
        try {
            server.close();
        } catch (IOException failed) {
            LOG.warn("closing port {}: {}", port(), failed.getMessage());
        }
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            free.acquireUninterruptibly();
            try {
                accept(server.accept());
            } catch (IOException failed) {
                free.release();
                if (!server.isClosed()) {
                    LOG.warn(
                            "port {} could not accept a connection: {}",
                            port(),
                            failed.getMessage());
                }
            }
        }
    }

    private void accept(Socket socket) throws IOException {
        String peer = socket.getInetAddress().getHostAddress() + ":" + socket.getPort();
        AtomicBoolean released = new AtomicBoolean();
        Runnable release =
                () -> {
                    if (released.compareAndSet(false, true)) {
                        free.release();
                    }
                };
        SocketBytes bytes = new SocketBytes(peer, socket, release);
        tasks.start("accept " + peer, () -> acceptor.accept(tasks.pump(peer, bytes), peer));
    }
}
