package org.kadec21.hal.host;

/// A bounded first-in, first-out buffer of bytes. Not thread safe: the baton guards it.
final class ByteRing {

    private final byte[] bytes;
    private int first;
    private int size;

    ByteRing(int capacity) {
        bytes = new byte[capacity];
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean isFull() {
        return size == bytes.length;
    }

    /// Adds as many bytes as there is room for; returns their number.
    int put(byte[] source, int offset, int length) {
        int count = Math.min(length, bytes.length - size);
        int end = (first + size) % bytes.length;
        int untilWrap = Math.min(count, bytes.length - end);
        System.arraycopy(source, offset, bytes, end, untilWrap);
        System.arraycopy(source, offset + untilWrap, bytes, 0, count - untilWrap);
        size += count;
        return count;
    }

    /// Takes up to `length` bytes; returns their number.
    int take(byte[] target, int offset, int length) {
        int count = Math.min(length, size);
        int untilWrap = Math.min(count, bytes.length - first);
        System.arraycopy(bytes, first, target, offset, untilWrap);
        System.arraycopy(bytes, 0, target, offset + untilWrap, count - untilWrap);
        first = (first + count) % bytes.length;
        size -= count;
        return count;
    }
}
