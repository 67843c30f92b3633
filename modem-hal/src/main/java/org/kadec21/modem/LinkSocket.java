package org.kadec21.modem;

import org.jspecify.annotations.Nullable;
import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Time;
import org.kadec21.modem.LinkSocketFactory.Connector;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOption;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// A socket over a [ByteLink], good enough for mail and TLS libraries. Every method is overridden:
/// one that is not would make a real descriptor. Reads obey the SO_TIMEOUT, and so do writes,
/// besides their own limit; one write is one write of the link; half-closing is not possible and
/// closes nothing.
final class LinkSocket extends Socket {

    /// Stands for a peer that only the far side can resolve (RFC 5737 documentation block), so that
    /// nobody asks a resolver.
    private static final byte[] UNRESOLVED = {(byte) 192, 0, 2, 0};

    private final Connector connector;
    private final Time time;
    private final Duration writeLimit;
    private Optional<ByteLink> link = Optional.empty();
    private String host = "";
    private int port;
    private int timeoutMillis;
    private boolean closed;
    private boolean inputShut;
    private boolean outputShut;

    LinkSocket(Connector connector, Time time, Duration writeLimit) throws SocketException {
        super((SocketImpl) null);
        this.connector = connector;
        this.time = time;
        this.writeLimit = writeLimit;
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
        connect(endpoint, 0);
    }

    /// @param timeout milliseconds, 0 for none
    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        if (!(endpoint instanceof InetSocketAddress address)) {
            throw new SocketException("expected a host and a port to connect to, got " + endpoint);
        }
        if (closed || link.isPresent()) {
            throw new SocketException(
                    "expected an unused socket, this one is " + (closed ? "closed" : "connected"));
        }
        host = address.getHostString();
        port = address.getPort();
        link = Optional.of(connector.connect(host, port, deadline(timeout)));
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new Input(open());
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new Output(open());
    }

    @Override
    public void close() {
        closed = true;
        link.ifPresent(ByteLink::close);
    }

    @Override
    public boolean isConnected() {
        return link.isPresent();
    }

    @Override
    public boolean isBound() {
        return link.isPresent();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void shutdownInput() throws IOException {
        open();
        inputShut = true;
    }

    @Override
    public void shutdownOutput() throws IOException {
        open();
        outputShut = true;
    }

    @Override
    public boolean isInputShutdown() {
        return inputShut;
    }

    @Override
    public boolean isOutputShutdown() {
        return outputShut;
    }

    @Override
    public void setSoTimeout(int timeout) {
        timeoutMillis = timeout;
    }

    @Override
    public int getSoTimeout() {
        return timeoutMillis;
    }

    @Override
    public @Nullable InetAddress getInetAddress() {
        return isConnected() ? address(host) : null;
    }

    @Override
    public int getPort() {
        return port;
    }

    @Override
    public InetAddress getLocalAddress() {
        return address("");
    }

    @Override
    public int getLocalPort() {
        return isConnected() ? 1 : -1;
    }

    @Override
    public @Nullable SocketAddress getRemoteSocketAddress() {
        return isConnected() ? InetSocketAddress.createUnresolved(host, port) : null;
    }

    @Override
    public @Nullable SocketAddress getLocalSocketAddress() {
        return null;
    }

    @Override
    public @Nullable SocketChannel getChannel() {
        return null;
    }

    @Override
    public String toString() {
        return "LinkSocket[" + host + ":" + port + "]";
    }

    // options without a meaning on such a link

    @Override
    public void bind(SocketAddress bindpoint) {}

    @Override
    public void setTcpNoDelay(boolean on) {}

    @Override
    public boolean getTcpNoDelay() {
        return true;
    }

    @Override
    public void setSoLinger(boolean on, int linger) {}

    @Override
    public int getSoLinger() {
        return -1;
    }

    @Override
    public void sendUrgentData(int data) throws IOException {
        throw new SocketException(
                "expected ordinary data only, urgent data does not travel through a module");
    }

    @Override
    public void setOOBInline(boolean on) {}

    @Override
    public boolean getOOBInline() {
        return false;
    }

    @Override
    public void setSendBufferSize(int size) {}

    @Override
    public int getSendBufferSize() {
        return Input.CHUNK;
    }

    @Override
    public void setReceiveBufferSize(int size) {}

    @Override
    public int getReceiveBufferSize() {
        return Input.CHUNK;
    }

    @Override
    public void setKeepAlive(boolean on) {}

    @Override
    public boolean getKeepAlive() {
        return false;
    }

    @Override
    public void setTrafficClass(int trafficClass) {}

    @Override
    public int getTrafficClass() {
        return 0;
    }

    @Override
    public void setReuseAddress(boolean on) {}

    @Override
    public boolean getReuseAddress() {
        return false;
    }

    @Override
    public void setPerformancePreferences(int connectionTime, int latency, int bandwidth) {}

    @Override
    public <T> Socket setOption(SocketOption<T> name, T value) {
        throw unsupported(name);
    }

    @Override
    public <T> T getOption(SocketOption<T> name) {
        throw unsupported(name);
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return new LinkedHashSet<>();
    }

    private static UnsupportedOperationException unsupported(SocketOption<?> name) {
        return new UnsupportedOperationException("a link has no option " + name.name());
    }

    private ByteLink open() throws SocketException {
        if (closed) {
            throw new SocketException("expected an open socket, it was closed");
        }
        return link.orElseThrow(
                () -> new SocketException("expected a connected socket, it is not connected yet"));
    }

    private Deadline deadline(int millis) {
        return millis == 0 ? Deadline.never() : time.after(Duration.ofMillis(millis));
    }

    private static InetAddress address(String name) {
        try {
            return InetAddress.getByAddress(name, UNRESOLVED);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private final class Input extends InputStream {

        static final int CHUNK = 8192;

        private final ByteLink source;

        Input(ByteLink source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, buffer.length);
            open();
            if (length == 0) {
                return 0;
            }
            if (inputShut) {
                return -1;
            }
            int count = source.read(buffer, offset, length, deadline(timeoutMillis));
            if (count == 0) {
                throw new SocketTimeoutException(
                        "expected data from "
                                + host
                                + ":"
                                + port
                                + " within "
                                + timeoutMillis
                                + " ms, none came");
            }
            return count;
        }

        @Override
        public void close() {
            LinkSocket.this.close();
        }
    }

    private final class Output extends OutputStream {

        private final ByteLink sink;

        Output(ByteLink sink) {
            this.sink = sink;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            open();
            if (outputShut) {
                throw new SocketException("expected a socket open for output, it was shut down");
            }
            if (length > 0) {
                sink.write(
                        bytes,
                        offset,
                        length,
                        deadline(timeoutMillis).earlier(time.after(writeLimit)));
            }
        }

        @Override
        public void close() {
            LinkSocket.this.close();
        }
    }
}
