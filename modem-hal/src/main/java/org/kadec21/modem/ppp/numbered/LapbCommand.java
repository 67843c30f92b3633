package org.kadec21.modem.ppp.numbered;

/// What is to be done for a [Lapb].
public sealed interface LapbCommand {

    /// Write the frame to the line.
    ///
    /// @param copies so many times, one behind the other
    record Send(NumberedFrame frame, int copies) implements LapbCommand {}

    /// A piece came, in sequence.
    record Arrived(byte[] content) implements LapbCommand {}

    /// Both ends are ready for pieces; told once.
    record Up() implements LapbCommand {}

    /// There will be no more pieces, in neither direction. Once, and nothing follows.
    ///
    /// @param what the other end has done instead of going on
    record Down(String what) implements LapbCommand {}
}
