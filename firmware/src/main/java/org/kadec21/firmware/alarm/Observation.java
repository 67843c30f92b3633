package org.kadec21.firmware.alarm;

import org.kadec21.firmware.record.MeasurementRecord;

import java.util.OptionalInt;

/// What the rules judge: a record, and the supply when it was measured along with it (it is not
/// part of the record).
public record Observation(MeasurementRecord row, OptionalInt supplyMillivolts) {}
