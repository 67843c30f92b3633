package org.kadec21.modem.ppp.ip;

import org.kadec21.modem.ppp.ip.packet.Ipv4Address;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A stack whose server is the test itself: every segment said by hand, every answer looked at, the
/// clock moved at will. Sequence numbers are counted from the beginning of each stream.
public final class Dialogue {

    public static final int PORT = 587;

    /// Close to the end of the number space, so that every stream wraps.
    private static final int SERVER_START = 0xffff_fff0;

    private final IpStack stack;
    private final IpConnection connection;
    private long now = 1;
    private int clientPort;
    private int clientStart;

    public Dialogue() {
        this(List.of());
    }

    public Dialogue(List<String> addresses) {
        IpSettings settings = IpSettings.ipv4(new Ipv4Address(Wire.UNIT), 1500, List.of());
        stack = new IpStack(settings, new Random(1));
        connection =
                stack.connect(addresses.isEmpty() ? "192.0.2.25" : addresses.getFirst(), PORT, now);
    }

    /// One whose connection is open, with a window of 65535 and segments of 1460 bytes.
    public static Dialogue open() {
        Dialogue dialogue = new Dialogue();
        dialogue.sent();
        dialogue.say(-1, 0, Wire.SYN | Wire.ACK, 65535, 1460, "");
        dialogue.sent();
        return dialogue;
    }

    public IpStack stack() {
        return stack;
    }

    public IpConnection connection() {
        return connection;
    }

    public long now() {
        return now;
    }

    /// What the stack sends now, its numbers relative: the SYN is -1, the first byte 0.
    public List<Wire.Tcp> sent() {
        List<Wire.Tcp> segments = new ArrayList<>();
        for (Optional<byte[]> packet = stack.transmit(now);
                packet.isPresent();
                packet = stack.transmit(now)) {
            Wire.Tcp segment = Wire.tcp(packet.get());
            if (segment.has(Wire.SYN)) {
                clientPort = segment.fromPort();
                clientStart = segment.sequence() + 1;
            }
            segments.add(relative(segment));
        }
        return segments;
    }

    private Wire.Tcp relative(Wire.Tcp segment) {
        return new Wire.Tcp(
                segment.from(),
                segment.to(),
                segment.fromPort(),
                segment.toPort(),
                segment.sequence() - clientStart,
                segment.has(Wire.ACK) ? segment.acknowledgement() - (SERVER_START + 1) : 0,
                segment.flags(),
                segment.window(),
                segment.mss(),
                segment.payload());
    }

    /// The server says so; numbers as [#sent()] has them.
    public void say(
            int sequence, int acknowledgement, int flags, int window, int mss, String text) {
        stack.arrived(packet(sequence, acknowledgement, flags, window, mss, text), now);
    }

    /// The server says so, with a window of 65535.
    public void say(int sequence, int acknowledgement, int flags, String text) {
        say(sequence, acknowledgement, flags, 65535, 0, text);
    }

    public byte[] packet(
            int sequence, int acknowledgement, int flags, int window, int mss, String text) {
        return new Wire.Tcp(
                        Wire.SERVER,
                        Wire.UNIT,
                        PORT,
                        clientPort,
                        SERVER_START + 1 + sequence,
                        (flags & Wire.ACK) != 0 ? clientStart + acknowledgement : 0,
                        flags,
                        window,
                        mss,
                        text.getBytes(StandardCharsets.ISO_8859_1))
                .packet();
    }

    /// A segment of the client as it was on the wire, for errors that quote it.
    public byte[] wire(int sequence) {
        return new Wire.Tcp(
                        Wire.UNIT,
                        Wire.SERVER,
                        clientPort,
                        PORT,
                        clientStart + sequence,
                        0,
                        Wire.ACK,
                        65535,
                        0,
                        new byte[0])
                .packet();
    }

    public void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int taken = connection.send(bytes, 0, bytes.length, now);
        if (taken != bytes.length) {
            throw new AssertionError("only " + taken + " bytes were taken");
        }
    }

    public String read() {
        byte[] bytes = new byte[65536];
        int count = connection.receive(bytes, 0, bytes.length, now);
        return count < 0 ? "(end)" : new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
    }

    /// What the stack sends while `span` passes and nobody says anything.
    public List<Wire.Tcp> during(Duration span) {
        long end = now + span.toNanos();
        List<Wire.Tcp> segments = new ArrayList<>(sent());
        while (stack.nextDue().atNanos() <= end) {
            now = Math.max(now, stack.nextDue().atNanos());
            stack.due(now);
            segments.addAll(sent());
        }
        now = end;
        return segments;
    }

    /// When the stack wants to be called next, milliseconds from now; -1 for never.
    public long dueInMillis() {
        return stack.nextDue().isNever() ? -1 : (stack.nextDue().atNanos() - now) / 1_000_000;
    }
}
