package org.kadec21.modem.ppp.ip.packet;

/// What a packet carries, by the numbers of the IANA registry "Protocol Numbers".
public final class Protocol {

    public static final int ICMP = 1;
    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int ICMP6 = 58;

    private Protocol() {}
}
