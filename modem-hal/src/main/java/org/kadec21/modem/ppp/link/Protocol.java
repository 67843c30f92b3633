package org.kadec21.modem.ppp.link;

/// Numbers in a frame's protocol field (RFC 1661 2, assigned by IANA).
final class Protocol {

    static final int IP = 0x0021;
    static final int MULTILINK = 0x003d;
    static final int IPV6 = 0x0057;
    static final int IPCP = 0x8021;
    static final int IPV6CP = 0x8057;
    static final int LCP = 0xc021;
    static final int PAP = 0xc023;
    static final int CHAP = 0xc223;

    private Protocol() {}
}
