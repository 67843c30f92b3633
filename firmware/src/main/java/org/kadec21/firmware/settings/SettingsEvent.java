package org.kadec21.firmware.settings;

import org.kadec21.firmware.config.Generation;

import java.time.Duration;
import java.util.Optional;

/// What happened to a unit's settings. Replayed in their order, the events are the state.
sealed interface SettingsEvent {

    /// Confirmed settings as they stood when the file was rewritten, or when an image of another
    /// generation booted.
    ///
    /// @param generation of the firmware that they hold for; empty where nobody noted it
    record Standing(long revision, Settings settings, Optional<Generation> generation)
            implements SettingsEvent {}

    /// Settings of the servers were put aside until firmware of their generation boots again.
    record Kept(Generation generation, Settings servers) implements SettingsEvent {}

    /// A trial began.
    record Tried(long revision, Settings settings, Duration span) implements SettingsEvent {}

    /// The unit booted during a trial.
    record Booted(long revision) implements SettingsEvent {}

    /// A trial became what holds.
    record Confirmed(long revision) implements SettingsEvent {}

    /// A trial is over, and what held before holds again.
    record Reverted(long revision, String reason) implements SettingsEvent {}
}
