package org.kadec21.modem.ppp.ip;

import java.io.ByteArrayOutputStream;

/// A program over the stack: sends its bytes as there is room, reads what comes, and closes when
/// all is sent and as much has come as it expects.
public final class Client {

    private final IpStack stack;
    private final byte[] bytes;
    private final int expected;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private IpConnection connection;
    private int sent;
    private boolean reads = true;
    private boolean closes = true;

    public Client(IpStack stack, byte[] bytes, int expected) {
        this.stack = stack;
        this.bytes = bytes.clone();
        this.expected = expected;
    }

    public Client connect(String host, int port, long now) {
        connection = stack.connect(host, port, now);
        return this;
    }

    public Client keepingOpen() {
        closes = false;
        return this;
    }

    public void setReads(boolean value) {
        reads = value;
    }

    public IpConnection connection() {
        return connection;
    }

    public byte[] received() {
        return received.toByteArray();
    }

    public int sent() {
        return sent;
    }

    public boolean isOver() {
        return connection.phase() instanceof ConnectionPhase.Closed
                || connection.phase() instanceof ConnectionPhase.Failed;
    }

    public void step(long now) {
        if (connection.phase() instanceof ConnectionPhase.Open && sent < bytes.length) {
            sent += connection.send(bytes, sent, bytes.length - sent, now);
        }
        byte[] some = new byte[4096];
        int count = reads ? connection.receive(some, 0, some.length, now) : 0;
        while (count > 0) {
            received.write(some, 0, count);
            count = connection.receive(some, 0, some.length, now);
        }
        if (closes
                && connection.phase() instanceof ConnectionPhase.Open
                && sent == bytes.length
                && received.size() >= expected) {
            connection.close(now);
        }
    }
}
