package org.kadec21.firmware.alarm;

import org.kadec21.firmware.record.MeasurementRecord;

/// A rule that went on or off with a record.
///
/// @param value what was judged, as text; empty when a missing value was the reason
public record AlarmChange(AlarmRule rule, Kind kind, MeasurementRecord row, String value) {

    /// Which way.
    public enum Kind {
        ONSET,
        CLEARED
    }
}
