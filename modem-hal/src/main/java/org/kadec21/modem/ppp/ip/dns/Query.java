package org.kadec21.modem.ppp.ip.dns;

import org.kadec21.modem.ppp.ip.packet.IpAddress;

/// A question to be sent to a server's port 53.
///
/// @param localPort where the answer is awaited
/// @param stream whether by TCP, because the answer did not fit into a datagram (RFC 7766 5)
public record Query(IpAddress server, int localPort, boolean stream, byte[] message) {

    /// Where servers listen.
    public static final int SERVER_PORT = 53;
}
