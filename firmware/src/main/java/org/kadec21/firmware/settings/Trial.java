package org.kadec21.firmware.settings;

import java.time.Duration;

/// Settings that are in force until somebody confirms them, or not.
///
/// @param revision counts the trials of a unit's life, from 1
/// @param span how long they may be tried after each boot
/// @param boots boots since the trial began; a power cut must neither end a trial too early nor
///   make it last for ever
public record Trial(long revision, Settings settings, Duration span, int boots) {

    /// A trial that met more boots than this is over.
    public static final int MOST_BOOTS = 3;

    Trial booted() {
        return new Trial(revision, settings, span, boots + 1);
    }

    boolean hasBootedTooOften() {
        return boots > MOST_BOOTS;
    }
}
