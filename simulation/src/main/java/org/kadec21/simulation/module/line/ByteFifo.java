package org.kadec21.simulation.module.line;

import java.util.Arrays;

/// A bounded first-in, first-out buffer of bytes.
public final class ByteFifo {

    private final byte[] ring;
    private int first;
    private int size;

    public ByteFifo(int capacity) {
        ring = new byte[capacity];
    }

    public int size() {
        return size;
    }

    public int room() {
        return ring.length - size;
    }

    /// Adds as many bytes as there is room for, and says how many.
    public int add(byte[] bytes) {
        int added = Math.min(bytes.length, room());
        for (int i = 0; i < added; i++) {
            ring[(first + size + i) % ring.length] = bytes[i];
        }
        size += added;
        return added;
    }

    /// Removes and returns up to `most` bytes.
    public byte[] take(int most) {
        byte[] taken = new byte[Math.min(most, size)];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = ring[(first + i) % ring.length];
        }
        first = (first + taken.length) % ring.length;
        size -= taken.length;
        return taken;
    }

    public void clear() {
        size = 0;
        Arrays.fill(ring, (byte) 0);
    }
}
