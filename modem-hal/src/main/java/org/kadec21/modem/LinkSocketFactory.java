package org.kadec21.modem;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Time;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

import javax.net.SocketFactory;

/// Makes [java.net.Socket]s whose bytes travel over a [ByteLink], and which never touch the host's
/// own network or resolver.
public final class LinkSocketFactory extends SocketFactory {

    /// For the factory methods that connect at once and name no limit.
    private static final Duration CONNECT = Duration.ofMinutes(2);

    private final Connector connector;
    private final Time time;
    private final Duration writeLimit;

    /// What a socket connects by.
    @FunctionalInterface
    public interface Connector {
        ByteLink connect(String host, int port, Deadline deadline) throws LinkException;
    }

    /// @param writeLimit how long one write may wait for the link to take its bytes
    public LinkSocketFactory(Connector connector, Time time, Duration writeLimit) {
        this.connector = connector;
        this.time = time;
        this.writeLimit = writeLimit;
    }

    @Override
    public Socket createSocket() throws IOException {
        return new LinkSocket(connector, time, writeLimit);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        Socket socket = createSocket();
        socket.connect(
                InetSocketAddress.createUnresolved(host, port),
                Math.toIntExact(CONNECT.toMillis()));
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
            throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(host.getHostAddress(), port);
    }

    @Override
    public Socket createSocket(
            InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return createSocket(address, port);
    }
}
