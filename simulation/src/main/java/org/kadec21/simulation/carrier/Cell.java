package org.kadec21.simulation.carrier;

/// A sector as a module measures it.
///
/// @param channel CDMA channel number within the band class
/// @param sid system identification (TIA-553)
/// @param nid network identification
/// @param pn pilot offset, 0 to 511
/// @param ecIoHalfDb pilot strength in steps of -0.5 dB, 0 to 63
/// @param dbm received power
public record Cell(
        BandClass band,
        int subclass,
        int channel,
        int sid,
        int nid,
        int pn,
        int ecIoHalfDb,
        int dbm) {

    public Cell {
        require(channel >= 1 && channel <= 2047, "channel", channel, "1 to 2047");
        require(sid >= 0 && sid <= 32767, "sid", sid, "0 to 32767");
        require(nid >= 0 && nid <= 65535, "nid", nid, "0 to 65535");
        require(pn >= 0 && pn <= 511, "pn", pn, "0 to 511");
        require(ecIoHalfDb >= 0 && ecIoHalfDb <= 63, "ecIoHalfDb", ecIoHalfDb, "0 to 63");
    }

    private static void require(boolean valid, String what, int value, String expected) {
        if (!valid) {
            throw new IllegalArgumentException(
                    "a cell's " + what + " must be " + expected + ", not " + value);
        }
    }
}
