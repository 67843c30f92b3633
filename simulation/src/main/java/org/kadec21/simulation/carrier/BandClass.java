package org.kadec21.simulation.carrier;

/// The CDMA band classes of Japan's 800 MHz (3GPP2 C.S0057). Their downlinks overlap at 860-870
/// MHz, so that neither a frequency nor `AT+CSS` tells one from the other; only the band class
/// does.
public enum BandClass {

    /// New 800 MHz: base 860-894 MHz, mobile 815-849 MHz.
    BC0(0, "new 800 MHz"),

    /// Old 800 MHz: base 860-870 MHz, mobile 915-925 MHz. Out of service since 2012-07-22.
    BC3(3, "old 800 MHz");

    private final int number;
    private final String words;

    BandClass(int number, String words) {
        this.number = number;
        this.words = words;
    }

    public int number() {
        return number;
    }

    /// What people call it.
    public String words() {
        return words;
    }
}
