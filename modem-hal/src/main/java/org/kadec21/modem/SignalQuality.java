package org.kadec21.modem;

import org.kadec21.hal.at.Fields;

import java.util.OptionalInt;

/// Received signal strength from `+CSQ` (3GPP TS 27.007 8.5).
///
/// @param dBm -113 to -51; empty when the module does not know (99)
public record SignalQuality(OptionalInt dBm) {

    static SignalQuality of(Fields csq) {
        OptionalInt rssi = csq.number(0);
        boolean known = rssi.isPresent() && rssi.getAsInt() >= 0 && rssi.getAsInt() <= 31;
        return new SignalQuality(
                known ? OptionalInt.of(-113 + 2 * rssi.getAsInt()) : OptionalInt.empty());
    }

    @Override
    public String toString() {
        return dBm.isPresent() ? dBm.getAsInt() + " dBm" : "unknown";
    }
}
