package org.kadec21.firmware.settings;

import java.time.Duration;

/// What happened to a unit's settings. Replayed in their order, the events are the state.
sealed interface SettingsEvent {

    /// Confirmed settings as they stood when the file was rewritten.
    record Standing(long revision, Settings settings) implements SettingsEvent {}

    /// A trial began.
    record Tried(long revision, Settings settings, Duration span) implements SettingsEvent {}

    /// The unit booted during a trial.
    record Booted(long revision) implements SettingsEvent {}

    /// A trial became what holds.
    record Confirmed(long revision) implements SettingsEvent {}

    /// A trial is over, and what held before holds again.
    record Reverted(long revision, String reason) implements SettingsEvent {}
}
