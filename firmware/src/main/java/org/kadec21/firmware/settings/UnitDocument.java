package org.kadec21.firmware.settings;

import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.config.ConfigReader;
import org.kadec21.firmware.config.ConfigText;
import org.kadec21.firmware.config.ConfigTree;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.config.NamedFiles;
import org.kadec21.firmware.config.UnitBinder;
import org.kadec21.firmware.config.UnitConfig;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/// A unit's configuration file, and what becomes of it when settings are laid over it.
///
/// @param file its name, for complaints
/// @param files those it names
/// @param reader of unit files
/// @param finish what whoever started the unit has ordered beyond the file
public record UnitDocument(
        String file,
        String text,
        NamedFiles files,
        ConfigReader<UnitConfig> reader,
        UnaryOperator<UnitConfig> finish) {

    private static final String HIDDEN = "***";

    /// What a file with settings over it comes to.
    public sealed interface Reading {

        /// The unit can work by it.
        record Valid(UnitConfig config) implements Reading {}

        /// It cannot.
        record Invalid(ConfigText.Complaint complaint) implements Reading {}
    }

    /// The same file, read by an image that the unit has booted.
    public UnitDocument readBy(FirmwareProfile booted) {
        return new UnitDocument(file, text, files, UnitBinder.reader(booted), finish);
    }

    /// The file as it is, without any settings.
    ///
    /// @throws ConfigException when it cannot be used
    public UnitConfig asDelivered() {
        return finish.apply(reader.read(file, text, files));
    }

    /// The file with settings over it, validated as every configuration is.
    public Reading read(Settings settings) {
        if (settings.changes().isEmpty()) {
            return new Reading.Valid(asDelivered());
        }
        ConfigText changed;
        try {
            changed = tree(settings).text();
        } catch (ConfigTree.PlaceException nowhere) {
            return new Reading.Invalid(
                    new ConfigText.Complaint("", String.valueOf(nowhere.getMessage())));
        }
        try {
            return new Reading.Valid(finish.apply(reader.read(file, changed.yaml(), files)));
        } catch (ConfigException wrong) {
            return new Reading.Invalid(changed.complaint(wrong));
        }
    }

    /// All values by their place, secret ones as `***`.
    ///
    /// @throws ConfigTree.PlaceException when a change has no place in the file
    public SequencedMap<String, String> shown(Settings settings) throws ConfigTree.PlaceException {
        SequencedMap<String, String> shown = new LinkedHashMap<>();
        tree(settings).values().forEach((place, value) -> shown.put(place, visible(place, value)));
        return shown;
    }

    /// A place as [#shown(Settings)] has it.
    ///
    /// @throws ConfigTree.PlaceException when there is no such place
    public String canonical(Settings settings, SettingPath path) throws ConfigTree.PlaceException {
        return tree(settings).canonical(path.text());
    }

    private static String visible(String place, String value) {
        return SettingPath.parse(place).filter(SettingPath::isSecret).isPresent() ? HIDDEN : value;
    }

    private ConfigTree tree(Settings settings) throws ConfigTree.PlaceException {
        ConfigTree tree = ConfigTree.read(file, text);
        for (Change change : settings.changes()) {
            tree =
                    switch (change) {
                        case Change.Put(SettingPath path, String value) ->
                                tree.put(path.text(), value);
                        case Change.Remove(SettingPath path) -> tree.remove(path.text());
                    };
        }
        return tree;
    }
}
