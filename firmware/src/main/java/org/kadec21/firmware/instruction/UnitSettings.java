package org.kadec21.firmware.instruction;

import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.settings.Settings;
import org.kadec21.firmware.settings.SettingsState;
import org.kadec21.hal.FlashFullException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The settings of a running unit, as far as instructions have to do with them.
public interface UnitSettings {

    /// Where they stand.
    SettingsState state();

    /// Why the unit cannot work by these, in words; empty when it can.
    Optional<String> objection(Settings settings);

    /// What the unit works by when nothing is tried out; empty when it cannot be read any more.
    Optional<UnitConfig> proven();

    /// What a person should know of how firmware of this generation reads the unit's file and
    /// settings, without a secret.
    default List<String> remarks() {
        return List.of();
    }

    /// Writes down that these are to be tried out; they come into force with [#restart()].
    ///
    /// @throws FlashFullException when there is no room; nothing changed
    void tryOut(Settings settings, Duration span);

    /// Has what is tried out hold.
    void confirm();

    /// Has what held before hold again, from [#restart()] on.
    void revert(String reason);

    /// Has the unit start again, by the settings that are active. Returns at once.
    void restart();
}
