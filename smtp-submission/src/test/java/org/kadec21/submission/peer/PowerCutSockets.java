package org.kadec21.submission.peer;

import org.kadec21.hal.PowerOffException;
import org.kadec21.submission.wire.SocketShell;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;

import javax.net.SocketFactory;

/// A bearer whose board loses power at a certain read.
public final class PowerCutSockets extends SocketFactory {

    private final SocketFactory inner;
    private int readsLeft;

    public PowerCutSockets(SocketFactory inner, int readsLeft) {
        this.inner = inner;
        this.readsLeft = readsLeft;
    }

    @Override
    public Socket createSocket() throws IOException {
        Socket socket = inner.createSocket();
        return new SocketShell(socket, MailWorld.HOST, 587) {
            @Override
            public void connect(SocketAddress endpoint, int timeout) {
                try {
                    socket.connect(endpoint, timeout);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }

            @Override
            public InputStream getInputStream() throws IOException {
                return new FilterInputStream(socket.getInputStream()) {
                    @Override
                    public int read(byte[] buffer, int offset, int length) throws IOException {
                        if (readsLeft-- == 0) {
                            throw new PowerOffException("the supply is gone");
                        }
                        return super.read(buffer, offset, length);
                    }
                };
            }
        };
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
