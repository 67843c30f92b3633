package org.kadec21.foreign;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;

import java.util.Arrays;
import java.util.List;

/// A line on which single bytes arrive with a wrong bit, always the same ones.
final class NoisyLink implements ByteLink {

    private final ByteLink quiet;
    private final int damagedInEvery;
    private final List<Long> damagedOut;
    private long in;
    private long out;

    /// @param damagedInEvery each so-manieth byte that is read; 0 for none
    /// @param damagedOut numbers of the bytes damaged on their way out, from 1
    NoisyLink(ByteLink quiet, int damagedInEvery, List<Long> damagedOut) {
        this.quiet = quiet;
        this.damagedInEvery = damagedInEvery;
        this.damagedOut = damagedOut;
    }

    @Override
    public int read(byte[] buffer, int offset, int length, Deadline deadline) throws LinkException {
        int count = quiet.read(buffer, offset, length, deadline);
        for (int i = 0; i < count; i++) {
            in++;
            if (damagedInEvery > 0 && in % damagedInEvery == 0) {
                buffer[offset + i] ^= 0x40;
            }
        }
        return count;
    }

    @Override
    public void write(byte[] bytes, int offset, int length, Deadline deadline)
            throws LinkException {
        byte[] sent = Arrays.copyOfRange(bytes, offset, offset + length);
        for (int i = 0; i < length; i++) {
            out++;
            if (damagedOut.contains(out)) {
                sent[i] ^= 0x40;
            }
        }
        quiet.write(sent, 0, length, deadline);
    }

    @Override
    public void close() {
        quiet.close();
    }
}
