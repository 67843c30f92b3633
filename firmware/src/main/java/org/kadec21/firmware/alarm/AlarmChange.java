package org.kadec21.firmware.alarm;

/// A rule that went on or off with a record.
///
/// @param value what was judged, in the channel's own text
public record AlarmChange(AlarmRule rule, Kind kind, Observation cause, String value) {

    /// Which way.
    public enum Kind {
        ONSET,
        CLEARED
    }
}
