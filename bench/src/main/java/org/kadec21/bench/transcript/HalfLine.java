package org.kadec21.bench.transcript;

/// What one direction has said of a line so far.
final class HalfLine {

    private static final int CTRL_Z = 0x1A;

    private final Direction direction;
    private final SecretMask mask = new SecretMask();
    private final StringBuilder text = new StringBuilder();
    private final byte[] bytes = new byte[Assembler.MAX_LINE];
    private int size;
    private boolean inSecret;
    private boolean hasContent;
    private long firstNanos;
    private long lastNanos;

    HalfLine(Direction direction) {
        this.direction = direction;
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean isFull() {
        return size == bytes.length;
    }

    int size() {
        return size;
    }

    long lastNanos() {
        return lastNanos;
    }

    boolean has(int index, byte b) {
        return index < size && bytes[index] == b;
    }

    void add(byte b, long now) {
        firstNanos = isEmpty() ? now : firstNanos;
        lastNanos = now;
        bytes[size++] = b;
        hasContent |= b != '\r' && b != '\n';
        boolean secret = mask.hides(b);
        if (!secret) {
            text.append(Escapes.escape(b));
        } else if (!inSecret) {
            text.append(Escapes.SECRET_MARK);
        }
        inSecret = secret;
    }

    /// Whether the line is complete, now that `next` follows: line ends in front of it and behind
    /// it belong to it.
    boolean isEndedBefore(byte next) {
        if (!hasContent || inSecret) {
            return false;
        }
        byte last = bytes[size - 1];
        return last == '\n' || last == CTRL_Z || (last == '\r' && next != '\n');
    }

    Entry take() {
        long nanos = direction == Direction.HOST ? lastNanos : firstNanos;
        Entry entry = new Entry(direction, nanos, Escapes.line(text));
        text.setLength(0);
        size = 0;
        hasContent = false;
        inSecret = false;
        return entry;
    }
}
