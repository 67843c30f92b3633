package org.kadec21.firmware.settings;

import java.util.Optional;

/// Where a unit's settings stand.
///
/// @param revision of the newest trial, or 0
/// @param confirmed what holds when nothing is tried out
/// @param trial what is tried out now
/// @param lastRevert why the newest trial came to nothing; empty when it did not
public record SettingsState(
        long revision, Settings confirmed, Optional<Trial> trial, Optional<String> lastRevert) {

    /// A unit on which nothing was ever set.
    public static final SettingsState UNTOUCHED =
            new SettingsState(0, Settings.NONE, Optional.empty(), Optional.empty());

    /// What the unit works by.
    public Settings active() {
        return trial.map(Trial::settings).orElse(confirmed);
    }

    /// The state behind an event; one of a trial that is not this one's changes nothing.
    SettingsState after(SettingsEvent event) {
        return switch (event) {
            case SettingsEvent.Standing(long number, Settings settings) ->
                    new SettingsState(number, settings, Optional.empty(), lastRevert);
            case SettingsEvent.Tried tried ->
                    new SettingsState(
                            tried.revision(),
                            confirmed,
                            Optional.of(
                                    new Trial(tried.revision(), tried.settings(), tried.span(), 0)),
                            Optional.empty());
            case SettingsEvent.Booted(long number) ->
                    isTrial(number)
                            ? new SettingsState(
                                    revision, confirmed, trial.map(Trial::booted), lastRevert)
                            : this;
            case SettingsEvent.Confirmed(long number) ->
                    isTrial(number)
                            ? new SettingsState(
                                    revision, active(), Optional.empty(), Optional.empty())
                            : this;
            case SettingsEvent.Reverted(long number, String reason) ->
                    isTrial(number)
                            ? new SettingsState(
                                    revision, confirmed, Optional.empty(), Optional.of(reason))
                            : this;
        };
    }

    private boolean isTrial(long number) {
        return trial.filter(one -> one.revision() == number).isPresent();
    }
}
