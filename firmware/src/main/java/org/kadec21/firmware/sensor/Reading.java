package org.kadec21.firmware.sensor;

/// What a source gave: a sample, or something that cannot be one.
public sealed interface Reading {

    /// Where in the source this stands, counted from 1.
    long line();

    /// A sample to be recorded.
    record Observed(long line, Sample sample) implements Reading {}

    /// Something that cannot be read as a sample: reported and skipped.
    ///
    /// @param reason what was expected and what came
    record Unreadable(long line, String reason) implements Reading {}
}
