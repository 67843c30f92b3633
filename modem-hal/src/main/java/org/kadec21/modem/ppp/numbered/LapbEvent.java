package org.kadec21.modem.ppp.numbered;

/// What happens to a [Lapb].
public sealed interface LapbEvent {

    /// Both ends have agreed on numbered mode.
    record Begun() implements LapbEvent {}

    /// A frame came whole.
    record Came(NumberedFrame frame) implements LapbEvent {}

    /// A piece of a packet wants to go to the other end.
    record Given(byte[] content) implements LapbEvent {}

    /// Nothing but time passing.
    record Woken() implements LapbEvent {}
}
