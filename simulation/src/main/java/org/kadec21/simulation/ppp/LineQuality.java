package org.kadec21.simulation.ppp;

/// What the line does to the host's frames, and what follows for ours: it is the same line.
final class LineQuality {

    /// What was counted earlier counts half as much after so many frames.
    private static final int FRAMES = 256;

    /// Fewer spoilt frames prove nothing.
    private static final int FEW = 2;

    /// Flags, heads and check sequence of a frame in numbered mode.
    private static final int HEADS = 9;

    private static final int LEAST_PIECE = 12;
    private static final int MOST_PIECE = 512;
    private static final int MOST_COPIES = 12;
    private static final int MOST_FIRST_COPIES = 24;

    /// Part of the frames that may be missing after all copies.
    private static final double MISSING = 0.07;

    private double frames;
    private double spoilt;
    private double bytes;

    void came(int length, boolean good) {
        if (frames >= FRAMES) {
            frames /= 2;
            spoilt /= 2;
            bytes /= 2;
        }
        frames++;
        spoilt += good ? 0 : 1;
        bytes += length;
    }

    /// How often a frame of numbered mode goes with so many bytes in it.
    int copies(int content) {
        return copies(content + HEADS, MOST_COPIES);
    }

    /// The same for a frame of so many bytes that is only repeated by a slow timer.
    int firstCopies(int length) {
        return copies(length, MOST_FIRST_COPIES);
    }

    /// Bytes of a packet in one frame: what brings most of them through.
    int piece() {
        double damage = damage();
        if (damage == 0) {
            return Integer.MAX_VALUE;
        }
        double best = Math.sqrt(HEADS / damage + HEADS * HEADS / 4.0) - HEADS / 2.0;
        return (int) Math.clamp(best, LEAST_PIECE, MOST_PIECE);
    }

    private int copies(int length, int most) {
        double lost = 1 - Math.pow(1 - damage(), length);
        if (lost <= MISSING) {
            return 1;
        }
        return (int) Math.clamp(Math.ceil(Math.log(MISSING) / Math.log(lost)), 1, most);
    }

    /// Part of the bytes.
    private double damage() {
        if (spoilt < FEW) {
            return 0;
        }
        double good = (frames - spoilt + 0.5) / (frames + 1);
        return 1 - Math.pow(good, frames / bytes);
    }
}
