package org.kadec21.modem.ppp.link;

/// How many of the bytes of a line are damaged, as its frames tell: each damaged one counts as one
/// byte. Kept from one call to the next, since a cable that is bad stays so for a while; what was
/// counted earlier weighs half as much with each call.
public final class DamageMeter {

    /// Below that many damaged frames nothing is concluded: the first one is often what was left of
    /// an earlier call.
    private static final int LEAST = 2;

    /// What was counted counts no more than so many bytes, so that a line may change.
    private static final int MOST_BYTES = 32 * 1024;

    private double bytes;
    private double damages;

    void came(int length, boolean damaged) {
        if (bytes > MOST_BYTES) {
            fade();
        }
        bytes += length;
        damages += damaged ? 1 : 0;
    }

    /// Another call begins.
    void fade() {
        bytes /= 2;
        damages /= 2;
    }

    /// The part of the bytes that is damaged, 0 to 1; 0 as long as it could be chance.
    public double perByte() {
        return damages < LEAST ? 0 : Math.min(1, (damages - 1) / bytes);
    }
}
