package org.kadec21.firmware.sensor;

import java.time.Instant;
import java.util.List;

/// What a source gave: observations, or something that cannot be read as such.
public sealed interface Reading {

    /// Where in the source this stands, counted from 1.
    long line();

    /// What the channels showed at one time.
    ///
    /// @param time when it was observed
    /// @param values one per configured channel, in their order, as text exactly as the sensor gave
    ///   it; empty means not observed
    record Observed(long line, Instant time, List<String> values) implements Reading {

        public Observed {
            values = List.copyOf(values);
        }
    }

    /// Something to be reported and skipped.
    ///
    /// @param reason what was expected and what came
    record Unreadable(long line, String reason) implements Reading {}
}
