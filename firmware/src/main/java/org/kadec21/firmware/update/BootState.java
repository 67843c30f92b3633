package org.kadec21.firmware.update;

/// Where a board's boot stands.
public sealed interface BootState {

    /// Without power.
    record Off() implements BootState {}

    /// The code that the base was built with runs: no slot holds an image that can start.
    record OnBase() implements BootState {}

    /// A confirmed image runs.
    record Proven(Slot slot) implements BootState {}

    /// An image runs that has to prove itself.
    ///
    /// @param wayBack what it goes back to when it does not
    /// @param silence whether its last call got as far as a network on which no host answered
    record OnTrial(Slot slot, Trial trial, WayBack wayBack, boolean silence) implements BootState {

        OnTrial(Slot slot, Trial trial, WayBack wayBack) {
            this(slot, trial, wayBack, false);
        }
    }

    /// An image runs that did not prove itself, since nothing else could send.
    record Stranded(Slot slot) implements BootState {}

    /// Another image starts next; the one that runs ends.
    record Leaving(Slot to) implements BootState {}

    /// Whether there is something to go back to.
    sealed interface WayBack {

        /// It is there, and can send.
        ///
        /// @param slot holds an image that fits, is sound and was not given up
        record Open(Slot slot, ImageManifest image) implements WayBack {}

        /// It is not there, or could not send.
        ///
        /// @param reason the end of a sentence
        record Closed(String reason) implements WayBack {}
    }
}
