package org.kadec21.submission.wire;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;

/// A connected socket around another one, to stand between it and a library. Every method that
/// Angus and JSSE call is answered here: one that falls through to [Socket] would open a descriptor
/// of the host.
///
/// Its address carries the name that was asked for and no real number, so that nobody looks a name
/// up.
public class SocketShell extends Socket {

    private final Socket inner;
    private final String host;
    private final int port;

    public SocketShell(Socket inner, String host, int port) throws SocketException {
        super((SocketImpl) null);
        this.inner = inner;
        this.host = host;
        this.port = port;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return inner.getInputStream();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return inner.getOutputStream();
    }

    @Override
    public void connect(SocketAddress endpoint) {
        connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) {
        // connected already, to where the bearer was told and not to where a library believes
    }

    @Override
    public InetAddress getInetAddress() {
        try {
            return InetAddress.getByAddress(host, new byte[4]);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes always make an address", e);
        }
    }

    @Override
    public InetAddress getLocalAddress() {
        return getInetAddress();
    }

    @Override
    public int getPort() {
        return port;
    }

    @Override
    public int getLocalPort() {
        return 0;
    }

    @Override
    public @Nullable SocketChannel getChannel() {
        return null;
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isBound() {
        return true;
    }

    @Override
    public boolean isClosed() {
        return inner.isClosed();
    }

    @Override
    public boolean isInputShutdown() {
        return inner.isClosed();
    }

    @Override
    public boolean isOutputShutdown() {
        return inner.isClosed();
    }

    /// Half-closing is not offered by a module's TCP: closing does it.
    @Override
    public void shutdownInput() {}

    @Override
    public void shutdownOutput() {}

    @Override
    public void setSoTimeout(int timeout) throws SocketException {
        inner.setSoTimeout(timeout);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return inner.getSoTimeout();
    }

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
    public void setKeepAlive(boolean on) {}

    @Override
    public void close() throws IOException {
        inner.close();
    }

    @Override
    public String toString() {
        return "connection to " + host + ":" + port;
    }
}
