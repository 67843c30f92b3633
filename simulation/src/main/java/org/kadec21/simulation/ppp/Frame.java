package org.kadec21.simulation.ppp;

/// What one PPP frame carries (RFC 1661 2).
///
/// @param protocol 0 to 0xFFFF, or [#NUMBERED]
/// @param information without padding
public record Frame(int protocol, byte[] information) {

    static final int IP = 0x0021;
    static final int MULTILINK = 0x003D;
    static final int IPCP = 0x8021;
    static final int LCP = 0xC021;
    static final int PAP = 0xC023;
    static final int CHAP = 0xC223;

    /// No protocol: a frame of numbered mode, whose information begins with address and control.
    static final int NUMBERED = 0x1_0000;
}
