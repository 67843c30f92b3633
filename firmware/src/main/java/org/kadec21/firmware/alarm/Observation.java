package org.kadec21.firmware.alarm;

import java.util.OptionalInt;
import org.kadec21.firmware.record.MeasurementRecord;

/// What the rules judge: a record, and the supply when it was measured along with it (it is not part of the record).
public record Observation(MeasurementRecord row, OptionalInt supplyMillivolts) {}
