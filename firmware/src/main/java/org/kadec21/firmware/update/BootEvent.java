package org.kadec21.firmware.update;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// What a boot loader and the image it started learn.
public sealed interface BootEvent {

    /// The board has power again.
    ///
    /// @param contents what really lies in each slot
    /// @param trials of the images that have had one
    record PoweredOn(SlotTable table, Map<Slot, SlotContent> contents, Map<Slot, Trial> trials)
            implements BootEvent {

        public PoweredOn {
            contents = new EnumMap<>(contents);
            EnumMap<Slot, Trial> copy = new EnumMap<>(Slot.class);
            copy.putAll(trials);
            trials = copy;
        }

        SlotContent content(Slot slot) {
            return contents.getOrDefault(slot, new SlotContent.Empty());
        }

        Trial trial(Slot slot) {
            return trials.getOrDefault(slot, Trial.NONE);
        }
    }

    /// What ran before the board booted was ended by its watchdog.
    ///
    /// @param slot the image, the code of the base when empty
    /// @param patience how long it had been silent
    record Bitten(Optional<Slot> slot, Duration patience) implements BootEvent {}

    /// The image went on air once.
    ///
    /// @param identified whether its module said what it is
    /// @param registered whether a network took it
    record CallEnded(boolean identified, boolean registered, Submission submission)
            implements BootEvent {}

    /// The image has been running for so much longer.
    record Ran(Duration longer) implements BootEvent {}

    /// What became of the mails of a call.
    enum Submission {
        /// Nothing was to be sent, or it went.
        WENT,
        /// It failed, and no host answered: the network may be dead, or the server down.
        FAILED_IN_SILENCE,
        /// It failed while a host answered.
        FAILED_ON_PROVEN_NETWORK
    }
}
