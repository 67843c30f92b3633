package org.kadec21.modem.ppp.ip.dns;

import org.kadec21.modem.ppp.ip.packet.IpAddress;

import java.util.List;

/// How far the look-up of a name is.
public sealed interface Lookup {

    /// Questions are out.
    record Pending() implements Lookup {}

    /// Its addresses, IPv6 first.
    record Found(List<IpAddress> addresses) implements Lookup {}

    /// None.
    ///
    /// @param reason a sentence for the field engineer
    record NotFound(String reason) implements Lookup {}
}
