package org.kadec21.firmware.instruction;

import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.config.ConfigText;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.settings.Settings;
import org.kadec21.firmware.settings.SettingsState;
import org.kadec21.firmware.settings.SettingsStore;
import org.kadec21.firmware.settings.UnitDocument;

import java.time.Duration;
import java.util.Optional;

/// Settings on flash over a unit's file, and somebody who can have the unit start again.
record StoredUnitSettings(SettingsStore store, UnitDocument document, Runnable restarting)
        implements UnitSettings {

    @Override
    public SettingsState state() {
        return store.state();
    }

    @Override
    public Optional<String> objection(Settings settings) {
        return switch (document.readFromAfar(settings, store.state().confirmed())) {
            case UnitDocument.Reading.Valid valid -> Optional.empty();
            case UnitDocument.Reading.Invalid(ConfigText.Complaint complaint) ->
                    Optional.of(complaint.toString());
        };
    }

    @Override
    public Optional<UnitConfig> proven() {
        try {
            return switch (document.read(store.state().confirmed())) {
                case UnitDocument.Reading.Valid(UnitConfig config) -> Optional.of(config);
                case UnitDocument.Reading.Invalid invalid -> Optional.empty();
            };
        } catch (ConfigException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public void tryOut(Settings settings, Duration span) {
        store.tryOut(settings, span);
    }

    @Override
    public void confirm() {
        store.confirm();
    }

    @Override
    public void revert(String reason) {
        store.revert(reason);
    }

    @Override
    public void restart() {
        restarting.run();
    }
}
