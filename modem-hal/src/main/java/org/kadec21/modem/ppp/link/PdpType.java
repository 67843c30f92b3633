package org.kadec21.modem.ppp.link;

/// The versions of IP that a packet context is for, by the names of 3GPP TS 27.007 10.1.1.
public enum PdpType {
    /// IPv4; IPv6 is taken as well where the network begins it.
    IP,
    /// IPv6 alone: a network that has no IPv4 addresses left.
    IPV6,
    /// Both are asked for, and one of them is enough.
    IPV4V6;

    /// Whether an IPv4 address is asked for.
    boolean asksForIpv4() {
        return this != IPV6;
    }

    /// Whether IPv6 is asked for without waiting for the network to begin.
    boolean asksForIpv6() {
        return this != IP;
    }
}
