package org.kadec21.simulation.module.sms;

/// What `+CSMP` puts around a text that is sent (3GPP TS 27.005 3.3.2, 3GPP TS 23.040 9.2.3).
///
/// @param firstOctet type, validity period format and flags of an SMS-SUBMIT
/// @param validity relative period: 167 is a day
/// @param protocol TP-PID
/// @param coding TP-DCS: the alphabet is the GSM one, or UCS2
public record SubmitParameters(int firstOctet, int validity, int protocol, int coding) {

    /// As 27.005 recommends.
    public static final SubmitParameters FACTORY = new SubmitParameters(17, 167, 0, 0);

    private static final int SUBMIT = 1;
    private static final int FORMAT_SHIFT = 3;
    private static final int RELATIVE = 2;

    /// Whether a message can be made with it: an SMS-SUBMIT without a header, with a relative
    /// validity period or none, of 7 bit characters or UCS2.
    public boolean isUsable() {
        boolean submit = (firstOctet & 3) == SUBMIT && firstOctet < 0x40;
        int format = firstOctet >> FORMAT_SHIFT & 3;
        return submit && (format == 0 || format == RELATIVE) && (coding & 0xE4) == 0;
    }

    public boolean hasValidity() {
        return (firstOctet >> FORMAT_SHIFT & 3) == RELATIVE;
    }

    public boolean isUcs2() {
        return (coding & 0x08) != 0;
    }
}
