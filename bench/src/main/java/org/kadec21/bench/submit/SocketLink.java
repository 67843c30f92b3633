package org.kadec21.bench.submit;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.Time;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

import javax.net.SocketFactory;

/// A bearer's connection as a link, so that [Measure] can count it.
public final class SocketLink implements ByteLink {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Socket socket;
    private final Time time;

    private SocketLink(Socket socket, Time time) {
        this.socket = socket;
        this.time = time;
    }

    /// Connects through `sockets`; the far side resolves the name.
    ///
    /// @throws LinkException when there is no connection by the deadline
    public static SocketLink connect(
            SocketFactory sockets, String host, int port, Deadline deadline, Time time)
            throws LinkException {
        try {
            Socket socket = sockets.createSocket();
            socket.connect(
                    InetSocketAddress.createUnresolved(host, port), millisUntil(deadline, time));
            return new SocketLink(socket, time);
        } catch (LinkException e) {
            throw e;
        } catch (IOException e) {
            throw new LinkException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length, Deadline deadline) throws LinkException {
        try {
            socket.setSoTimeout(millisUntil(deadline, time));
            return socket.getInputStream().read(buffer, offset, length);
        } catch (SocketTimeoutException late) {
            return 0;
        } catch (LinkException e) {
            throw e;
        } catch (IOException e) {
            throw new LinkException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length, Deadline deadline)
            throws LinkException {
        try {
            socket.setSoTimeout(millisUntil(deadline, time));
            socket.getOutputStream().write(bytes, offset, length);
        } catch (LinkException e) {
            throw e;
        } catch (IOException e) {
            throw new LinkException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // closed is closed
        }
    }

    private static int millisUntil(Deadline deadline, Time time) {
        return (int) Math.min(Integer.MAX_VALUE, time.nanosUntil(deadline) / NANOS_PER_MILLI + 1);
    }
}
