package org.kadec21.modem;

import javax.net.SocketFactory;

/// TCP over whatever carries it, with a meter.
public interface Bearer {

    /// Makes unconnected sockets whose `connect(InetSocketAddress.createUnresolved(host, port),
    /// timeoutMillis)` opens a connection through this bearer: the name is resolved by the far
    /// side. Reads and writes obey `setSoTimeout`; writes end besides with the connection's own
    /// bounded deadline.
    SocketFactory sockets();

    /// What this bearer has carried so far.
    Usage usage();
}
