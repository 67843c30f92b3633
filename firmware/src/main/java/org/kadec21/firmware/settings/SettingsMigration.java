package org.kadec21.firmware.settings;

import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.config.ConfigTree;
import org.kadec21.firmware.config.Generation;

import java.util.Map;
import java.util.Optional;

/// What becomes of a unit's settings when an image of another generation boots. Each generation has
/// settings of the servers of its own, which come back with it. Where it has none yet, or none that
/// find room beside all others, the unit's file holds if it was written for that generation;
/// otherwise those of the generation before are carried over. All other settings mean the same to
/// every image and stay as they are: neither the SIM's PIN nor the number of an instruction falls
/// back.
///
/// @param from the generation that leaves
/// @param kept its settings of the servers, put aside for its return
/// @param to the generation that boots
/// @param holds what is confirmed from now on
record SettingsMigration(Generation from, Settings kept, Generation to, Settings holds) {

    private static final String SERVERS = SettingPath.SERVERS.text();

    /// Empty when everything stays as it is.
    static Optional<SettingsMigration> of(SettingsState state, UnitDocument document) {
        Generation delivered = document.delivered();
        Generation from = state.generation().orElse(delivered);
        Generation to = document.generation();
        if (from == to) {
            return Optional.empty();
        }
        Settings servers = state.confirmed().ofServers();
        Settings others = state.confirmed().ofAllElse();
        Settings own =
                Optional.ofNullable(state.kept().get(to))
                        .filter(settings -> settings.fits(others))
                        .or(() ->
                                to == delivered
                                        ? Optional.of(Settings.NONE)
                                        : carried(document, from, to, servers, others))
                        .orElse(Settings.NONE);
        return Optional.of(new SettingsMigration(from, servers, to, own.and(others)));
    }

    /// The servers as they stood, read by the generation that boots; empty when it cannot work by
    /// that.
    private static Optional<Settings> carried(
            UnitDocument document,
            Generation from,
            Generation to,
            Settings servers,
            Settings others) {
        if (servers.changes().isEmpty()) {
            return Optional.of(Settings.NONE);
        }
        try {
            ConfigTree read = document.tree(from, servers).readBy(from, to).tree();
            return anew(read)
                    .filter(settings -> settings.fits(others))
                    .filter(settings ->
                            document.read(settings.and(others))
                                    instanceof UnitDocument.Reading.Valid);
        } catch (ConfigTree.PlaceException | ConfigException nowhere) {
            return Optional.empty();
        }
    }

    /// The servers of a configuration as changes that write them anew.
    private static Optional<Settings> anew(ConfigTree read) {
        Settings settings = Settings.NONE.with(new Change.Remove(SettingPath.SERVERS));
        for (Map.Entry<String, String> value : read.values().entrySet()) {
            if (!value.getKey().startsWith(SERVERS + ".")) {
                continue;
            }
            Optional<SettingPath> path = SettingPath.parse(value.getKey());
            if (path.isEmpty()
                    || settings.isFull()
                    || value.getValue().length() > Change.MOST_VALUE_CHARACTERS) {
                return Optional.empty();
            }
            settings = settings.with(new Change.Put(path.get(), value.getValue()));
        }
        return Optional.of(settings);
    }
}
