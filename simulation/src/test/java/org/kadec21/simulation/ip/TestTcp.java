package org.kadec21.simulation.ip;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A host's end of one TCP connection, as simple as can be: one segment under way at a time, sent
/// again at every tick until it is acknowledged; what is not next in order is dropped.
public final class TestTcp {

    private static final int SEGMENT = 500;
    private static final int INITIAL = 1000;

    private final Ipv4Address own;
    private final int ownPort;
    private final Ipv4Address peer;
    private final int port;
    private final List<byte[]> out = new ArrayList<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private byte[] unsent = {};
    private int next = INITIAL;
    private int expected;
    private int window = 8000;
    private boolean synAcknowledged;
    private boolean closing;
    private boolean closed;
    private boolean peerClosed;
    private boolean reset;

    public TestTcp(Ipv4Address own, int ownPort, Ipv4Address peer, int port) {
        this.own = own;
        this.ownPort = ownPort;
        this.peer = peer;
        this.port = port;
    }

    public boolean isOpen() {
        return synAcknowledged && !reset;
    }

    public boolean isReset() {
        return reset;
    }

    /// Whether both ends have said all, and know it.
    public boolean isClosed() {
        return closed && peerClosed;
    }

    public boolean hasPeerClosed() {
        return peerClosed;
    }

    public byte[] received() {
        return received.toByteArray();
    }

    public void write(byte[] bytes) {
        unsent = Arrays.copyOf(unsent, unsent.length + bytes.length);
        System.arraycopy(bytes, 0, unsent, unsent.length - bytes.length, bytes.length);
    }

    public void close() {
        closing = true;
    }

    void windowIs(int bytes) {
        window = bytes;
    }

    int expected() {
        return expected;
    }

    int next() {
        return next;
    }

    /// Everything that is not acknowledged goes again.
    ///
    /// @return packets for the network
    public List<byte[]> tick() {
        if (reset) {
            return List.of();
        }
        if (!synAcknowledged) {
            say(TcpSegment.SYN, new byte[0]);
        } else if (unsent.length > 0) {
            say(TcpSegment.ACK, Arrays.copyOf(unsent, Math.min(SEGMENT, unsent.length)));
        } else if (closing && !closed) {
            say(TcpSegment.ACK | TcpSegment.FIN, new byte[0]);
        }
        return said();
    }

    public List<byte[]> take(byte[] packet) {
        Ipv4Packet.parse(packet)
                .filter(whole -> whole.protocol() == Ipv4Packet.TCP)
                .flatMap(TcpSegment::parse)
                .filter(segment -> segment.toPort() == ownPort)
                .ifPresent(this::take);
        return said();
    }

    private void take(TcpSegment segment) {
        if (segment.has(TcpSegment.RST)) {
            reset = true;
            return;
        }
        if (segment.has(TcpSegment.SYN)) {
            synAcknowledged = true;
            next = INITIAL + 1;
            expected = segment.sequence() + 1;
        } else {
            acknowledged(segment.acknowledged());
            data(segment);
        }
        if (segment.length() > 0) {
            say(TcpSegment.ACK, new byte[0]);
        }
    }

    private void acknowledged(int number) {
        int fresh = number - next;
        if (fresh > 0) {
            int bytes = Math.min(fresh, unsent.length);
            unsent = Arrays.copyOfRange(unsent, bytes, unsent.length);
            closed |= fresh > bytes;
            next = number;
            out.addAll(tick());
        }
    }

    private void data(TcpSegment segment) {
        int old = expected - segment.sequence();
        if (old < 0 || old > segment.data().length || window == 0) {
            return;
        }
        int fits = Math.min(segment.data().length - old, window);
        received.write(segment.data(), old, fits);
        expected += fits;
        if (segment.has(TcpSegment.FIN) && old + fits == segment.data().length && !peerClosed) {
            peerClosed = true;
            expected++;
        }
    }

    List<byte[]> acknowledgeNow() {
        say(TcpSegment.ACK, new byte[0]);
        return said();
    }

    private void say(int flags, byte[] data) {
        boolean syn = (flags & TcpSegment.SYN) != 0;
        TcpSegment segment =
                new TcpSegment(
                        ownPort,
                        port,
                        next,
                        syn ? 0 : expected,
                        flags,
                        window,
                        syn ? 536 : 0,
                        data);
        out.add(segment.within(own, peer).bytes());
    }

    private List<byte[]> said() {
        List<byte[]> result = List.copyOf(out);
        out.clear();
        return result;
    }

    static Optional<TcpSegment> segment(byte[] packet) {
        return Ipv4Packet.parse(packet).flatMap(TcpSegment::parse);
    }
}
