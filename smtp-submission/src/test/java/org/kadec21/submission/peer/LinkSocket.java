package org.kadec21.submission.peer;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Network;
import org.kadec21.hal.Time;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/// A virtual link as a socket, as a bearer offers it.
public class LinkSocket extends Socket {

    private static final Duration WRITE_LIMIT = Duration.ofMinutes(3);

    private final Network network;
    private final Time time;
    private Optional<ByteLink> link;
    private int soTimeout;
    private boolean closed;

    public LinkSocket(Network network, Time time) throws SocketException {
        super((SocketImpl) null);
        this.network = network;
        this.time = time;
        this.link = Optional.empty();
    }

    /// The accepted end of a link.
    public LinkSocket(ByteLink accepted, Network network, Time time) throws SocketException {
        this(network, time);
        this.link = Optional.of(accepted);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        InetSocketAddress address = (InetSocketAddress) endpoint;
        if (!address.isUnresolved()) {
            throw new IOException("a bearer takes names, got the resolved " + address);
        }
        link =
                Optional.of(
                        network.connect(
                                address.getHostString(),
                                address.getPort(),
                                time.after(Duration.ofMillis(timeout))));
    }

    @Override
    public InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                Deadline deadline =
                        soTimeout == 0
                                ? Deadline.never()
                                : time.after(Duration.ofMillis(soTimeout));
                int count = link.orElseThrow().read(buffer, offset, length, deadline);
                if (count == 0) {
                    throw new SocketTimeoutException("nothing came within " + soTimeout + " ms");
                }
                return count;
            }
        };
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                Deadline limit = time.after(WRITE_LIMIT);
                Deadline wanted = soTimeout == 0 ? limit : time.after(Duration.ofMillis(soTimeout));
                link.orElseThrow().write(bytes, offset, length, limit.earlier(wanted));
            }
        };
    }

    @Override
    public void setSoTimeout(int timeout) {
        soTimeout = timeout;
    }

    @Override
    public int getSoTimeout() {
        return soTimeout;
    }

    @Override
    public boolean isConnected() {
        return link.isPresent();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public boolean isInputShutdown() {
        return closed;
    }

    @Override
    public boolean isOutputShutdown() {
        return closed;
    }

    @Override
    public void shutdownInput() {}

    @Override
    public void shutdownOutput() {}

    @Override
    public int getPort() {
        return 0;
    }

    @Override
    public InetAddress getInetAddress() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public void setTcpNoDelay(boolean on) {}

    @Override
    public int getSoLinger() {
        return -1;
    }

    @Override
    public void close() {
        closed = true;
        link.ifPresent(ByteLink::close);
    }
}
