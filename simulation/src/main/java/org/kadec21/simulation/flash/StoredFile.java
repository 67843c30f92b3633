package org.kadec21.simulation.flash;

import java.util.Arrays;

/// The bytes of one file, apart from any name: of them the first `forcedLength` are durable.
final class StoredFile {

    private static final int LEAST_GROWTH = 64;

    private byte[] bytes;

    /// Whether another file has the same array and may append to it behind this one's length.
    private boolean borrowed;

    private int length;
    private int forcedLength;

    StoredFile() {
        this(new byte[0]);
    }

    /// A file whose whole content is durable.
    StoredFile(byte[] content) {
        this(content.clone(), content.length);
    }

    private StoredFile(byte[] own, int durable) {
        bytes = own;
        length = durable;
        forcedLength = durable;
    }

    int length() {
        return length;
    }

    void append(byte[] more) {
        int needed = Math.addExact(length, more.length);
        if (borrowed || needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.addExact(needed, needed / 2 + LEAST_GROWTH));
            borrowed = false;
        }
        System.arraycopy(more, 0, bytes, length, more.length);
        length = needed;
    }

    void force() {
        forcedLength = length;
    }

    byte[] read(long offset, int wanted) {
        int from = (int) Math.min(offset, length);
        return Arrays.copyOfRange(bytes, from, from + Math.min(wanted, length - from));
    }

    byte[] content() {
        return Arrays.copyOf(bytes, length);
    }

    void flipBit(long offset, int bit) {
        if (offset < 0 || offset >= length || bit < 0 || bit > 7) {
            throw new IllegalArgumentException(
                    "bit "
                            + bit
                            + " of byte "
                            + offset
                            + " does not exist in a file of "
                            + length
                            + " bytes");
        }
        bytes = bytes.clone();
        borrowed = false;
        bytes[(int) offset] ^= (byte) (1 << bit);
    }

    /// What the power cut leaves of this file.
    StoredFile after(Survival survival) {
        byte[] unforced = Arrays.copyOfRange(bytes, forcedLength, length);
        StoredFile survivor = new StoredFile(bytes, forcedLength);
        survivor.borrowed = true;
        if (unforced.length > 0) {
            survivor.append(survival.tail(unforced));
            survivor.force();
        }
        return survivor;
    }
}
