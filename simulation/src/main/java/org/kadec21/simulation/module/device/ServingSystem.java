package org.kadec21.simulation.module.device;

import org.kadec21.simulation.carrier.Cell;

/// How a module answers `+CSS?` (TIA/EIA/IS-707). Every form says class 1, 800 MHz, for the old
/// band and the new: this answer cannot tell them apart.
public enum ServingSystem {

    /// Class, band, SID: what the standard asks for.
    SHORT,

    /// The same with `BS_P_REV` and channel (Multi-Tech S000478).
    LONG,

    /// Not at all: a module of another system than CDMA knows none of its commands.
    NONE;

    /// `BS_P_REV` of a CDMA2000 1x network.
    private static final int PROTOCOL_REVISION = 6;

    /// The answer while `cell` serves.
    public String answer(Cell cell) {
        String common = "+CSS: 1, CA, " + cell.sid();
        return switch (this) {
            case SHORT -> common;
            case NONE -> "";
            case LONG -> "%s, %d, %d".formatted(common, PROTOCOL_REVISION, cell.channel());
        };
    }
}
