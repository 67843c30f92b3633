package org.kadec21.hal.host;

import org.kadec21.hal.BlockingBytes;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;

/// A host's TCP connection.
final class SocketBytes implements BlockingBytes {

    private final String peer;
    private final Socket socket;
    private final Runnable whenClosed;

    /// @param whenClosed runs at every call of [#close()], once or more
    SocketBytes(String peer, Socket socket, Runnable whenClosed) throws SocketException {
        this.peer = peer;
        this.socket = socket;
        this.whenClosed = whenClosed;
        socket.setTcpNoDelay(true);
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        try {
            return socket.getInputStream().read(buffer);
        } catch (SocketException reset) {
            throw lost(reset);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            socket.getOutputStream().write(bytes, offset, length);
        } catch (SocketException reset) {
            throw lost(reset);
        }
    }

    @Override
    public boolean endsOneWay() {
        return true;
    }

    @Override
    public void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        whenClosed.run();
    }

    private IOException lost(SocketException reset) {
        return new IOException(
                "the connection with "
                        + peer
                        + " was lost ("
                        + reset.getMessage()
                        + "); connect again",
                reset);
    }
}
