package org.kadec21.simulation.module.core;

import org.kadec21.simulation.module.device.SimCard;
import org.kadec21.simulation.module.line.CallResult;

/// What happens to a module.
public sealed interface ModuleEvent {

    /// Bytes from the host.
    record Typed(byte[] bytes) implements ModuleEvent {}

    /// A timer may be due; see [DualBandModule#nextTimer()].
    record TimePassed() implements ModuleEvent {}

    /// The power key was pressed: on when off, an orderly power-down when on.
    record PowerKey() implements ModuleEvent {}

    /// The reset line was pulled.
    record ResetPulse() implements ModuleEvent {}

    /// The supply went away and came back.
    record SupplyCycled() implements ModuleEvent {}

    /// The supply went away until it is cycled.
    record SupplyRemoved() implements ModuleEvent {}

    /// The module has been on for long: booted, its card read, the network found.
    record FoundOn() implements ModuleEvent {}

    /// A card was put in, in place of the one before.
    record CardInserted(SimCard card) implements ModuleEvent {}

    /// The card was taken out.
    record CardRemoved() implements ModuleEvent {}

    /// Somebody calls.
    record Rings(String caller) implements ModuleEvent {}

    /// The far end of a call hangs up, or gives up calling.
    record FarEndHangsUp() implements ModuleEvent {}

    /// DTR fell, or the last program closed the port.
    record TerminalDropped() implements ModuleEvent {}

    /// The port turns out to be in data mode, as a host that restarted finds it.
    ///
    /// @param dead whether the connection behind it is: no answer, no escape
    record FoundInData(boolean dead) implements ModuleEvent {}

    /// The port turns out to wait for so many bytes of a payload.
    record FoundAtPrompt(int bytes) implements ModuleEvent {}

    /// From now on calls to `number` (empty: to any other) end like this.
    record CallsEnd(String number, CallResult result) implements ModuleEvent {}

    /// The network delivers a short message.
    record MessageArrived(String sender, String text) implements ModuleEvent {}

    /// The network around changed.
    record RadioChanged() implements ModuleEvent {}

    /// A TCP connection came about.
    record Connected(long connection) implements ModuleEvent {}

    /// A TCP connection did not come about.
    record ConnectFailed(long connection) implements ModuleEvent {}

    /// Bytes from the internet, at most as many as [DualBandModule#receiveRoom(long)] allows.
    record Received(long connection, byte[] bytes) implements ModuleEvent {}

    /// So many bytes have left for the internet.
    record Delivered(long connection, int bytes) implements ModuleEvent {}

    /// The peer has ended the connection, or it broke.
    record PeerClosed(long connection) implements ModuleEvent {}
}
