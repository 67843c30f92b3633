package org.kadec21.submission.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

import javax.net.SocketFactory;

/// Makes unconnected sockets of one kind, as a bearer does.
final class LinkSockets extends SocketFactory {

    private final Kind kind;

    LinkSockets(Kind kind) {
        this.kind = kind;
    }

    interface Kind {
        Socket make() throws IOException;
    }

    @Override
    public Socket createSocket() throws IOException {
        return kind.make();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
    }
}
