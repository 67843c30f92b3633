package org.kadec21.modem.ppp.ip;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.TreeMap;

/// A server in the simplest TCP that is right: it keeps what comes early, acknowledges whatever
/// comes, goes back to the first unacknowledged byte after two seconds, and ends its stream when it
/// has sent all and the client has ended.
public final class Peer implements Node {

    private static final long SECOND = 1_000_000_000L;
    private static final long NEVER = Long.MAX_VALUE;
    private static final long AGAIN = 2 * SECOND;

    private final int initial;
    private final int port;
    private final byte[] stream;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final TreeMap<Integer, byte[]> early = new TreeMap<>();
    private final Deque<byte[]> answers = new ArrayDeque<>();
    private int mss = 1460;
    private int window = 65535;
    private boolean refuses;
    private boolean silent;
    private boolean open;
    private boolean clientEnded;
    private boolean reset;
    private int clientPort;
    private int clientStart;
    private int clientWindow;
    private int clientMss = 536;
    private int sent;
    private int acknowledged;
    private boolean owesAnswer;
    private boolean ended;
    private long again = NEVER;
    private int dataSegments;

    /// @param stream what it sends to whoever connects
    public Peer(int port, int initial, byte[] stream) {
        this.port = port;
        this.initial = initial;
        this.stream = stream.clone();
    }

    public Peer offering(int segmentSize) {
        mss = segmentSize;
        return this;
    }

    public void setWindow(int bytes) {
        window = bytes;
        owesAnswer = open;
    }

    public Peer refusing() {
        refuses = true;
        return this;
    }

    public void setSilent(boolean value) {
        silent = value;
    }

    public byte[] received() {
        return received.toByteArray();
    }

    public boolean isReset() {
        return reset;
    }

    public boolean clientEnded() {
        return clientEnded;
    }

    public int dataSegments() {
        return dataSegments;
    }

    public int clientMss() {
        return clientMss;
    }

    /// Where its own stream stands, for attacks that know it.
    public int nextSequence() {
        return initial + 1 + sent;
    }

    public int clientPort() {
        return clientPort;
    }

    /// The client's next byte.
    public int expected() {
        return clientStart + received.size() + (clientEnded ? 1 : 0);
    }

    @Override
    public void arrived(byte[] packet, long now) {
        if (silent || packet[9] != 6) {
            return;
        }
        Wire.Tcp segment = Wire.tcp(packet);
        if (segment.has(Wire.RST)) {
            reset = true;
            open = false;
            return;
        }
        if (refuses) {
            answers.add(
                    answer(segment, 0, segment.sequence() + 1, Wire.RST | Wire.ACK, new byte[0]));
            return;
        }
        if (segment.has(Wire.SYN)) {
            begin(segment, now);
            return;
        }
        if (open) {
            takeAcknowledgement(segment, now);
            takeBytes(segment);
        }
    }

    private void begin(Wire.Tcp syn, long now) {
        clientPort = syn.fromPort();
        clientStart = syn.sequence() + 1;
        clientWindow = syn.window();
        clientMss = syn.mss();
        open = true;
        Wire.Tcp answer =
                new Wire.Tcp(
                        Wire.SERVER,
                        Wire.UNIT,
                        port,
                        clientPort,
                        initial,
                        clientStart,
                        Wire.SYN | Wire.ACK,
                        window,
                        mss,
                        new byte[0]);
        answers.add(answer.packet());
        again = now + AGAIN;
    }

    private void takeAcknowledgement(Wire.Tcp segment, long now) {
        int upTo = segment.acknowledgement() - (initial + 1);
        clientWindow = segment.window();
        if (upTo > acknowledged) {
            acknowledged = upTo;
            sent = Math.max(sent, acknowledged);
            again = now + AGAIN;
        }
    }

    private void takeBytes(Wire.Tcp segment) {
        if (segment.length() == 0) {
            return;
        }
        dataSegments += segment.payload().length > 0 ? 1 : 0;
        owesAnswer = true;
        int at = segment.sequence() - clientStart;
        byte[] fits = segment.payload();
        long room = received.size() + (long) window - at;
        if (fits.length > room) {
            fits = Arrays.copyOf(fits, (int) Math.max(0, room));
        }
        early.merge(at, fits, (one, other) -> one.length >= other.length ? one : other);
        while (!early.isEmpty() && early.firstKey() <= received.size()) {
            int from = early.firstKey();
            byte[] bytes = early.pollFirstEntry().getValue();
            int known = Math.min(bytes.length, received.size() - from);
            received.write(bytes, known, bytes.length - known);
        }
        boolean last =
                segment.has(Wire.FIN)
                        && segment.sequence() + segment.payload().length
                                == clientStart + received.size();
        clientEnded |= last;
    }

    private byte[] answer(Wire.Tcp to, int sequence, int acknowledgement, int flags, byte[] bytes) {
        return new Wire.Tcp(
                        Wire.SERVER,
                        Wire.UNIT,
                        /* fromPort= */ to.toPort(),
                        /* toPort= */ to.fromPort(),
                        sequence,
                        acknowledgement,
                        flags,
                        window,
                        0,
                        bytes)
                .packet();
    }

    @Override
    public Optional<byte[]> transmit(long now) {
        if (!answers.isEmpty()) {
            return Optional.of(answers.poll());
        }
        if (!open || silent) {
            return Optional.empty();
        }
        int room = acknowledged + clientWindow - sent;
        int length = Math.min(Math.min(clientMss, room), stream.length - sent);
        if (length > 0
                && (length == clientMss
                        || sent + length == stream.length
                        || sent == acknowledged)) {
            sent += length;
            return Optional.of(bytes(sent - length, length, Wire.PSH, now));
        }
        if (sent == stream.length && clientEnded && !ended) {
            ended = true;
            sent++;
            return Optional.of(bytes(sent - 1, 0, Wire.FIN, now));
        }
        if (owesAnswer) {
            return Optional.of(bytes(sent, 0, 0, now));
        }
        return Optional.empty();
    }

    private byte[] bytes(int from, int length, int flags, long now) {
        owesAnswer = false;
        if (length > 0 || flags != 0) {
            again = Math.min(again, now + AGAIN);
        }
        return new Wire.Tcp(
                        Wire.SERVER,
                        Wire.UNIT,
                        port,
                        clientPort,
                        initial + 1 + from,
                        expected(),
                        Wire.ACK | flags,
                        window,
                        0,
                        Arrays.copyOfRange(
                                stream,
                                Math.min(from, stream.length),
                                Math.min(from, stream.length) + length))
                .packet();
    }

    @Override
    public void due(long now) {
        if (now < again) {
            return;
        }
        boolean waiting = sent > acknowledged;
        again = waiting ? now + AGAIN : NEVER;
        if (waiting) {
            ended = false;
            sent = acknowledged;
        }
    }

    @Override
    public long nextDue() {
        return again;
    }
}
