package org.kadec21.simulation.carrier;

import org.kadec21.hal.ByteLink;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.LinkException;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// A link whose line changes bytes by chance, in both directions.
final class NoisyLink implements ByteLink {

    private final ByteLink link;
    private final Direction in;
    private final Direction out;

    NoisyLink(ByteLink link, LineNoise noise, RandomGenerator chance) {
        this.link = link;
        in = new Direction(noise, chance);
        out = new Direction(noise, chance);
    }

    @Override
    public int read(byte[] buffer, int offset, int length, Deadline deadline) throws LinkException {
        int count = link.read(buffer, offset, length, deadline);
        in.disturb(buffer, offset, Math.max(0, count));
        return count;
    }

    @Override
    public void write(byte[] bytes, int offset, int length, Deadline deadline)
            throws LinkException {
        byte[] disturbed = Arrays.copyOfRange(bytes, offset, offset + length);
        out.disturb(disturbed, 0, length);
        link.write(disturbed, 0, length, deadline);
    }

    @Override
    public void close() {
        link.close();
    }

    /// The bytes that go one way.
    private static final class Direction {

        private static final int FLAG = 0x7E;

        /// Where in a frame it is hit: every frame is longer.
        private static final int FIRST_BYTES = 8;

        private static final int NOT_AT_ALL = -1;

        private final LineNoise noise;
        private final RandomGenerator chance;
        private boolean inFrame;
        private int untilHit = NOT_AT_ALL;

        Direction(LineNoise noise, RandomGenerator chance) {
            this.noise = noise;
            this.chance = chance;
        }

        void disturb(byte[] bytes, int offset, int length) {
            for (int at = offset; at < offset + length; at++) {
                boolean frameHit = isHit(bytes[at] == FLAG);
                boolean byteHit = noise.bytes() > 0 && chance.nextDouble() < noise.bytes();
                if (frameHit || byteHit) {
                    bytes[at] ^= (byte) chance.nextInt(1, 256);
                }
            }
        }

        /// Draws once for each frame, at its first byte behind a flag.
        private boolean isHit(boolean flag) {
            if (!flag && !inFrame && noise.frames() > 0) {
                boolean struck = chance.nextDouble() < noise.frames();
                untilHit = struck ? chance.nextInt(FIRST_BYTES) : NOT_AT_ALL;
            }
            inFrame = !flag;
            boolean hit = inFrame && untilHit == 0;
            untilHit = inFrame && untilHit >= 0 ? untilHit - 1 : untilHit;
            return hit;
        }
    }
}
