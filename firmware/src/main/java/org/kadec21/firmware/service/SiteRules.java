package org.kadec21.firmware.service;

import org.kadec21.firmware.config.ConfigText.Complaint;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.settings.Settings;
import org.kadec21.firmware.settings.UnitDocument;
import org.kadec21.firmware.settings.UnitDocument.Reading;
import org.kadec21.firmware.store.StorageLimits;

import java.util.Optional;
import java.util.function.Supplier;

/// What settings are held to at the service port beyond what a unit's file is: nothing that a
/// revert could not bring back.
///
/// @param inForce what the unit works by
record SiteRules(UnitDocument document, Supplier<UnitConfig> inForce) {

    /// Without a password nobody could log in to put one back.
    static final Complaint PASSWORD_STAYS =
            new Complaint(
                    "service",
                    "expected the password of this port to stay, since nobody could log in without"
                            + " one; 'set service.password ...' puts another in its place");

    /// As [UnitDocument#read(Settings)].
    Reading read(Settings settings) {
        return switch (document.read(settings)) {
            case Reading.Valid(UnitConfig config) ->
                    objection(config)
                            .<Reading>map(Reading.Invalid::new)
                            .orElseGet(() -> new Reading.Valid(config));
            case Reading.Invalid invalid -> invalid;
        };
    }

    private Optional<Complaint> objection(UnitConfig config) {
        if (config.service().isEmpty()) {
            return Optional.of(PASSWORD_STAYS);
        }
        int least = Math.min(StorageLimits.standard().ringRows(), inForce.get().ringRecords());
        return config.ringRecords() < least
                ? Optional.of(
                        new Complaint(
                                "ring-records",
                                "expected at least "
                                        + least
                                        + " on site, but came "
                                        + config.ringRecords()
                                        + ": records that a smaller ring drops no 'revert' brings"
                                        + " back; the unit's file may say less"))
                : Optional.empty();
    }
}
