package org.kadec21.simulation.module;

import java.util.Arrays;

/// A bounded first-in, first-out buffer of bytes.
final class ByteFifo {

    private final byte[] ring;
    private int first;
    private int size;

    ByteFifo(int capacity) {
        ring = new byte[capacity];
    }

    int size() {
        return size;
    }

    int room() {
        return ring.length - size;
    }

    /// Adds as many bytes as there is room for, and says how many.
    int add(byte[] bytes) {
        int added = Math.min(bytes.length, room());
        for (int i = 0; i < added; i++) {
            ring[(first + size + i) % ring.length] = bytes[i];
        }
        size += added;
        return added;
    }

    /// Removes and returns up to `most` bytes.
    byte[] take(int most) {
        byte[] taken = new byte[Math.min(most, size)];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = ring[(first + i) % ring.length];
        }
        first = (first + taken.length) % ring.length;
        size -= taken.length;
        return taken;
    }

    void clear() {
        size = 0;
        Arrays.fill(ring, (byte) 0);
    }
}
