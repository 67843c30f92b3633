package org.kadec21.bench.roundtrips;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A slow line as a TCP proxy on loopback, for any program, in real time. It plays the TCP
/// handshake of a cold connection: the server hears of its client one and a half round trips after
/// the SYN. Slow start and acknowledgements are not played.
public final class SlowLink implements AutoCloseable {

    private static final int CONNECT_MILLIS = 10_000;
    private static final int END_MILLIS = 30_000;

    private final ServerSocket door;
    private final InetSocketAddress server;
    private final LinkShape shape;
    private final List<Passage> passages = new ArrayList<>();
    private final List<Thread> connections = new ArrayList<>();

    private SlowLink(ServerSocket door, InetSocketAddress server, LinkShape shape) {
        this.door = door;
        this.server = server;
        this.shape = shape;
    }

    /// Puts a line of this shape before a server.
    public static SlowLink to(InetSocketAddress server, LinkShape shape) throws IOException {
        SlowLink link =
                new SlowLink(
                        new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server, shape);
        Thread.ofPlatform().daemon().name("slow link").start(link::accept);
        return link;
    }

    /// The port of loopback at which the line begins.
    public int port() {
        return door.getLocalPort();
    }

    /// What has gone over the line, one entry a connection, when all of them have ended.
    ///
    /// @throws IOException when one does not end
    public List<Passage> passages() throws IOException, InterruptedException {
        List<Thread> started;
        synchronized (connections) {
            started = List.copyOf(connections);
        }
        for (Thread connection : started) {
            connection.join(END_MILLIS);
            if (connection.isAlive()) {
                throw new IOException(
                        "expected the client to end its connection, it is open after "
                                + END_MILLIS / 1000
                                + " s; is the server stuck?");
            }
        }
        synchronized (passages) {
            return List.copyOf(passages);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    static void sleepUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Passage passage = new Passage(System.nanoTime());
                synchronized (passages) {
                    passages.add(passage);
                }
                synchronized (connections) {
                    connections.add(
                            Thread.ofPlatform()
                                    .daemon()
                                    .name("slow connection")
                                    .start(() -> carry(client, passage)));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void carry(Socket client, Passage passage) {
        sleepUntil(System.nanoTime() + 3 * shape.nanosOfDelay());
        try (client;
                Socket far = new Socket()) {
            far.connect(server, CONNECT_MILLIS);
            client.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            Lane up = new Lane(shape);
            Lane down = new Lane(shape);
            List<Thread> workers =
                    List.of(
                            worker(() -> up.collect(client.getInputStream(), passage::up)),
                            worker(() -> {
                                up.deliver(far.getOutputStream(), bytes -> {});
                                far.shutdownOutput();
                            }),
                            worker(() -> down.collect(far.getInputStream(), bytes -> {})),
                            worker(() -> {
                                down.deliver(client.getOutputStream(), passage::down);
                                client.shutdownOutput();
                            }));
            for (Thread worker : workers) {
                worker.join(TimeUnit.MINUTES.toMillis(10));
            }
        } catch (IOException | InterruptedException unreachable) {
            // the client sees a connection that ends, as it would on a line
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static Thread worker(Work work) {
        return Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try {
                        work.run();
                    } catch (IOException | InterruptedException end) {
                        // one direction's end; the other one ends by itself
                    }
                });
    }
}
