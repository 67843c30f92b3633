package org.kadec21.modem;

import org.kadec21.hal.at.Fields;

import java.util.OptionalDouble;

/// The CDMA cell that serves a module, from the vendor query `AT$BSINFO?`: the only honest way to
/// know the old 800 MHz band from the new one, whose base station frequencies overlap.
///
/// @param bandClass 3GPP2 C.S0057: 0 is the new 800 MHz band, 3 the old one (Japan)
/// @param channel CDMA channel number
/// @param pilotOffset PN offset of the pilot
/// @param ecIo pilot strength in dB, 0 or negative
/// @param service whether there is any
public record ServingCell(
        int bandClass,
        int subclass,
        int channel,
        int systemId,
        int networkId,
        int pilotOffset,
        OptionalDouble ecIo,
        boolean service) {

    /// `class,subclass,channel,SID,NID,PN,-2 * EcIo,state`; state 0 is no service.
    static ServingCell of(Fields info) {
        OptionalDouble strength =
                info.number(6).isPresent()
                        ? OptionalDouble.of(info.number(6).getAsInt() / -2.0)
                        : OptionalDouble.empty();
        return new ServingCell(
                info.number(0).orElse(-1),
                info.number(1).orElse(-1),
                info.number(2).orElse(-1),
                info.number(3).orElse(0),
                info.number(4).orElse(0),
                info.number(5).orElse(-1),
                strength,
                info.number(7).orElse(0) != 0);
    }

    /// The band in words.
    public String band() {
        return switch (bandClass) {
            case 0 -> "new 800 MHz (band class 0)";
            case 3 -> "old 800 MHz (band class 3)";
            default -> "band class " + bandClass;
        };
    }
}
