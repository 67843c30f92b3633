package org.kadec21.firmware;

import java.time.Duration;
import java.util.Optional;

/// How often the images of a unit have hung in a row, and what follows from it.
///
/// @param inARow without a long life in between
/// @param firstPause before the first start again; it doubles with each further one
record Hangs(int inARow, Duration firstPause) {

    /// Further starts help nobody: what makes it hang is still there.
    static final int MOST_IN_A_ROW = 8;

    /// An image that lived so long did its work in between.
    static final Duration LONG_LIFE = Duration.ofHours(1);

    static final Hangs NONE = new Hangs(0, Duration.ofSeconds(10));

    /// One more.
    ///
    /// @param life how long the image ran
    Hangs after(Duration life) {
        return new Hangs(life.compareTo(LONG_LIFE) >= 0 ? 1 : inARow + 1, firstPause);
    }

    /// How long to wait before it is started again; empty when it had better not be.
    Optional<Duration> pause() {
        return inARow >= MOST_IN_A_ROW
                ? Optional.empty()
                : Optional.of(firstPause.multipliedBy(1L << Math.max(0, inARow - 1)));
    }
}
