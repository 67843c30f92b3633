package org.kadec21.modem.ppp.numbered;

/// What a line's damage means for the frames of numbered mode: how long they should be, and how
/// often they go.
///
/// @param perByte part of the bytes that are damaged, 0 to 1
public record Noise(double perByte) {

    /// None.
    public static final Noise NONE = new Noise(0);

    /// Flags, address, control, protocol, head of a fragment, check sequence, in bytes.
    static final int AROUND = 9;

    /// Bytes of a packet in one frame. Less is nothing but heads; more is not needed for a line
    /// that is good enough.
    static final int SHORTEST = 12;

    static final int LONGEST = 512;

    /// Part of the frames of which at least one copy is to come through.
    private static final double WANTED = 0.93;

    /// Copies of a frame, in all.
    static final int MOST_COPIES = 12;

    /// Copies of what begins a link, when nothing repeats it but a timer.
    static final int MOST_OPENING_COPIES = 24;

    public Noise {
        perByte = Math.clamp(perByte, 0, 0.5);
    }

    /// Whether frames are worth sending more than once.
    boolean isLoud() {
        return copies(SHORTEST) > 1;
    }

    /// How many bytes of a packet go best into one frame, so that most arrive for what is sent; see
    /// [#AROUND] for the rest of the frame.
    public int bytesInFrame() {
        if (perByte == 0) {
            return Integer.MAX_VALUE;
        }
        double half = AROUND / 2.0;
        return (int)
                Math.clamp(Math.sqrt(AROUND / perByte + half * half) - half, SHORTEST, LONGEST);
    }

    /// How often a frame with so many bytes in it goes, from 1 to [#MOST_COPIES].
    public int copies(int bytes) {
        return copies(bytes + AROUND, MOST_COPIES);
    }

    /// The same for a frame of so many bytes that begins a link.
    public int openingCopies(int length) {
        return copies(length, MOST_OPENING_COPIES);
    }

    private int copies(int length, int most) {
        double lost = 1 - Math.pow(1 - perByte, length);
        int copies = 1;
        for (double missing = lost; missing > 1 - WANTED && copies < most; copies++) {
            missing *= lost;
        }
        return copies;
    }
}
