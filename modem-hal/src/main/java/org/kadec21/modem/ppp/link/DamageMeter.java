package org.kadec21.modem.ppp.link;

/// How many of the bytes of a line are damaged, as its frames tell. Kept from one call to the next,
/// since a cable that is bad stays so for a while; what was counted earlier weighs half as much
/// with each call.
public final class DamageMeter {

    /// Below that many damaged frames nothing is concluded: the first one is often what was left of
    /// an earlier call.
    private static final int LEAST = 2;

    /// The same for a conclusion that changes how the link is made.
    private static final int LEAST_FOR_BAD = 3;

    /// Part of the bytes damaged from which a line is bad: four in ten frames with a short segment
    /// in them (112 bytes) are lost then.
    static final double BAD = 0.005;

    /// What was counted counts no more than so many bytes, so that a line may change.
    private static final int MOST_BYTES = 32 * 1024;

    private double bytes;
    private double frames;
    private double damages;

    void came(int length, boolean damaged) {
        if (bytes > MOST_BYTES) {
            fade();
        }
        bytes += length;
        frames++;
        damages += damaged ? 1 : 0;
    }

    /// Another call begins.
    void fade() {
        bytes /= 2;
        frames /= 2;
        damages /= 2;
    }

    /// The part of the bytes that is damaged, 0 to 1, each damaged frame counted as one byte; 0 as
    /// long as it could be chance.
    public double perByte() {
        return damages < LEAST ? 0 : Math.min(1, (damages - 1) / bytes);
    }

    /// The part of the bytes that is damaged, 0 to 1, from how many frames of their mean length
    /// came whole: where most do not, a damaged one has more than one damaged byte. 0 as long as it
    /// could be chance.
    double fromWholeFrames() {
        if (damages < LEAST) {
            return 0;
        }
        double whole = (frames - damages + 0.5) / (frames + 1);
        return 1 - Math.pow(whole, frames / bytes);
    }

    /// Whether the line is so bad that a link on it should repeat frames.
    boolean isBad() {
        return damages >= LEAST_FOR_BAD && fromWholeFrames() >= BAD;
    }
}
