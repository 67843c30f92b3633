package org.kadec21.modem.ppp.ip.tcp;

/// The bytes that are not acknowledged yet, the oldest first.
final class SendBuffer {

    private final byte[] ring = new byte[Limits.SEND_BUFFER];
    private int first;
    private int count;

    int count() {
        return count;
    }

    int room() {
        return ring.length - count;
    }

    /// Takes as many as there is room for, and says how many.
    int put(byte[] bytes, int offset, int length) {
        int taken = Math.min(length, room());
        int at = (first + count) % ring.length;
        int unbroken = Math.min(taken, ring.length - at);
        System.arraycopy(bytes, offset, ring, at, unbroken);
        System.arraycopy(bytes, offset + unbroken, ring, 0, taken - unbroken);
        count += taken;
        return taken;
    }

    /// `length` bytes from the one `offset` behind the oldest on.
    byte[] copy(int offset, int length) {
        byte[] bytes = new byte[length];
        int at = (first + offset) % ring.length;
        int unbroken = Math.min(length, ring.length - at);
        System.arraycopy(ring, at, bytes, 0, unbroken);
        System.arraycopy(ring, 0, bytes, unbroken, length - unbroken);
        return bytes;
    }

    /// Forgets the oldest.
    void drop(int length) {
        first = (first + length) % ring.length;
        count -= length;
    }
}
