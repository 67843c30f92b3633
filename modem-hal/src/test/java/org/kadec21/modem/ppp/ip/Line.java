package org.kadec21.modem.ppp.ip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/// A serial line and the network behind it, in virtual time: packets take their turn at the line's
/// rate, then travel for a while. What becomes of each on the way is for a fate to say.
public final class Line {

    /// Around each packet: flags, address, control, protocol and frame check (RFC 1662 3.1).
    public static final int FRAMING = 8;

    private final List<byte[]> log = new ArrayList<>();
    private final PriorityQueue<Travelling> underWay = new PriorityQueue<>();
    private final End left;
    private final End right;
    private final double bytesPerSecond;
    private final long delay;
    private UnaryOperator<List<Fated>> fate = packets -> packets;
    private Runnable user = () -> {};
    private long now;
    private long order;

    /// A packet and how much later than usual it arrives, nanoseconds.
    public record Fated(byte[] packet, long later) {}

    private record Travelling(long at, long order, byte[] packet, End to)
            implements Comparable<Travelling> {

        @Override
        public int compareTo(Travelling other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    private static final class End {

        final Node node;
        long freeAt;
        long bytes;
        int packets;

        End(Node node) {
            this.node = node;
        }
    }

    public Line(Node unit, Node network, double bytesPerSecond, Duration delay) {
        left = new End(unit);
        right = new End(network);
        this.bytesPerSecond = bytesPerSecond;
        this.delay = delay.toNanos();
    }

    /// What becomes of a packet: given a list of it alone, none, one or several.
    public void setFate(UnaryOperator<List<Fated>> decided) {
        fate = decided;
    }

    /// What the unit's application does after each event.
    public void setUser(Runnable application) {
        user = application;
    }

    public long now() {
        return now;
    }

    public double seconds() {
        return now / 1e9;
    }

    /// Bytes that the unit has put on the line, framing included.
    public long bytesFromUnit() {
        return left.bytes;
    }

    public int packetsFromUnit() {
        return left.packets;
    }

    /// All packets, as they were sent.
    public List<byte[]> log() {
        return log;
    }

    /// A packet from somewhere, at once.
    public void inject(byte[] packet) {
        left.node.arrived(packet, now);
        user.run();
    }

    /// Goes on until it is so, for `longest` at most; says whether it became so.
    public boolean runUntil(BooleanSupplier reached, Duration longest) {
        long end = now + longest.toNanos();
        user.run();
        pump();
        while (!reached.getAsBoolean()) {
            long next = next();
            if (next > end) {
                now = end;
                return false;
            }
            now = Math.max(now, next);
            deliver();
            tick(left);
            tick(right);
            user.run();
            pump();
        }
        return true;
    }

    public void run(Duration span) {
        runUntil(() -> false, span);
    }

    private long next() {
        long next = Math.min(left.node.nextDue(), right.node.nextDue());
        if (!underWay.isEmpty()) {
            next = Math.min(next, underWay.peek().at());
        }
        for (End end : List.of(left, right)) {
            next = end.freeAt > now ? Math.min(next, end.freeAt) : next;
        }
        return next;
    }

    private void deliver() {
        while (!underWay.isEmpty() && underWay.peek().at() <= now) {
            Travelling packet = underWay.poll();
            packet.to().node.arrived(packet.packet(), now);
        }
    }

    private void tick(End end) {
        if (end.node.nextDue() <= now) {
            end.node.due(now);
            if (end.node.nextDue() <= now) {
                throw new AssertionError("due again at once: " + end.node.nextDue());
            }
        }
    }

    private void pump() {
        pump(left, right);
        pump(right, left);
    }

    private void pump(End from, End to) {
        while (from.freeAt <= now) {
            byte[] packet = from.node.transmit(now).orElse(null);
            if (packet == null) {
                return;
            }
            log.add(packet);
            from.packets++;
            from.bytes += packet.length + FRAMING;
            from.freeAt = now + (long) (1e9 * (packet.length + FRAMING) / bytesPerSecond);
            for (Fated fated : fate.apply(List.of(new Fated(packet, 0)))) {
                long at = from.freeAt + delay + fated.later();
                underWay.add(new Travelling(at, order++, fated.packet(), to));
            }
        }
    }
}
