package org.kadec21.simulation.ip;

/// What a gateway wants done. Numbers of flows never repeat.
public sealed interface GatewayCommand {

    /// A packet for the host.
    record Emit(byte[] packet) implements GatewayCommand {}

    /// Look a name up and report [IpGateway#resolved].
    record Resolve(long ticket, String name) implements GatewayCommand {}

    /// Reach this end and report [IpGateway#connected] or [IpGateway#notConnected].
    record Connect(long flow, Ipv4Address address, int port) implements GatewayCommand {}

    /// Bytes for the real end; report [IpGateway#delivered] when it has them.
    record Forward(long flow, byte[] bytes) implements GatewayCommand {}

    /// There is room again for bytes of the real end.
    record Resume(long flow) implements GatewayCommand {}

    /// The host has said all to this end.
    record Finish(long flow) implements GatewayCommand {}

    /// Nobody needs the real end any more.
    record Abandon(long flow) implements GatewayCommand {}
}
