package org.kadec21.simulation.carrier;

import java.time.Duration;

/// Something that happens to a packet call in the middle of it.
public sealed interface CallIncident {

    /// The network asks for the end (LCP Terminate, RFC 1661 5.5).
    record Terminated() implements CallIncident {}

    /// The call breaks in the middle of a frame: `NO CARRIER`.
    record CarrierLost() implements CallIncident {}

    /// Nothing comes and nothing is heard any more, and the call stays.
    record FallenSilent() implements CallIncident {}

    /// What the host says comes back to it.
    record LoopedBack() implements CallIncident {}

    /// LCP begins anew, and all that follows.
    record LcpAgain() implements CallIncident {}

    /// IPCP begins anew.
    ///
    /// @param elsewhere with another address for the host
    record IpcpAgain(boolean elsewhere) implements CallIncident {}

    /// Every TCP connection is reset.
    record ConnectionsReset() implements CallIncident {}

    /// Nobody reads what TCP connections carry: their windows are zero for `span`.
    record WindowsClosed(Duration span) implements CallIncident {}
}
