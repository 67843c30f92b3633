package org.kadec21.simulation.carrier;

/// What a bad line does to the bytes of a packet call, in each direction.
///
/// @param bytes part of the bytes that change, 0 to 0.5
/// @param frames part of the frames in which one byte changes, 0 to 0.5
public record LineNoise(double bytes, double frames) {

    /// Beyond it nothing comes through.
    public static final double WORST = 0.5;

    /// A good line.
    public static final LineNoise NONE = new LineNoise(0, 0);

    public LineNoise {
        if (bytes < 0 || bytes > WORST || frames < 0 || frames > WORST) {
            throw new IllegalArgumentException(
                    "expected parts of 0 to 0.5, but came %s and %s".formatted(bytes, frames));
        }
    }
}
