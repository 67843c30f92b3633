package org.kadec21.firmware.settings;

import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.config.ConfigReader;
import org.kadec21.firmware.config.ConfigText;
import org.kadec21.firmware.config.ConfigTree;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.config.Generation;
import org.kadec21.firmware.config.NamedFiles;
import org.kadec21.firmware.config.UnitBinder;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.update.KeyList;
import org.kadec21.firmware.update.SendingRules;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// A unit's configuration file, and what becomes of it when settings are laid over it. An image of
/// another generation than the file was written for reads it as [ConfigTree#readBy] says; settings
/// are laid over what it has read.
///
/// @param file its name, for complaints
/// @param files those it names
/// @param reader of unit files
/// @param finish what whoever started the unit has ordered beyond the file
/// @param booted the image that reads it; empty for the firmware that the file names
public record UnitDocument(
        String file,
        String text,
        NamedFiles files,
        ConfigReader<UnitConfig> reader,
        UnaryOperator<UnitConfig> finish,
        Optional<FirmwareProfile> booted) {

    private static final String HIDDEN = "***";

    /// What a file with settings over it comes to.
    public sealed interface Reading {

        /// The unit can work by it.
        record Valid(UnitConfig config) implements Reading {}

        /// It cannot.
        record Invalid(ConfigText.Complaint complaint) implements Reading {}
    }

    /// A file as the firmware reads it that it names itself.
    public UnitDocument(
            String file,
            String text,
            NamedFiles files,
            ConfigReader<UnitConfig> reader,
            UnaryOperator<UnitConfig> finish) {
        this(file, text, files, reader, finish, Optional.empty());
    }

    /// The same file, read by an image that the unit has booted.
    public UnitDocument readBy(FirmwareProfile image) {
        return new UnitDocument(
                file, text, files, UnitBinder.reader(image), finish, Optional.of(image));
    }

    /// The generation that the file was written for.
    ///
    /// @throws ConfigException when the file is no YAML
    public Generation delivered() {
        return ConfigTree.read(file, text).generation().orElse(Generation.SUBMISSION);
    }

    /// The generation that it is read by.
    ///
    /// @throws ConfigException when the file is no YAML
    public Generation generation() {
        return booted.map(Generation::of).orElseGet(this::delivered);
    }

    /// The file as it is, without any settings.
    ///
    /// @throws ConfigException when it cannot be used
    public UnitConfig asDelivered() {
        ConfigTree.Read read = readBy(generation());
        if (read.remarks().isEmpty()) {
            return finish.apply(reader.read(file, text, files));
        }
        return switch (read(read.tree())) {
            case Reading.Valid(UnitConfig valid) -> valid;
            case Reading.Invalid(ConfigText.Complaint complaint) ->
                    throw new ConfigException(
                            file, complaint + "; " + String.join("; ", read.remarks()));
        };
    }

    /// The file with settings over it, validated as every configuration is.
    public Reading read(Settings settings) {
        if (settings.changes().isEmpty()) {
            return new Reading.Valid(asDelivered());
        }
        try {
            return read(tree(generation(), settings));
        } catch (ConfigTree.PlaceException nowhere) {
            return new Reading.Invalid(
                    new ConfigText.Complaint("", String.valueOf(nowhere.getMessage())));
        }
    }

    /// As [#read(Settings)], of settings that somebody far away gives: no file of the unit's host
    /// is opened for them but those that the `proven` settings name too. Any other could be sent to
    /// whoever asks, or its name be found out.
    public Reading readFromAfar(Settings given, Settings proven) {
        Set<String> named = new TreeSet<>();
        with(
                        name -> {
                            named.add(name);
                            return files.read(name);
                        })
                .read(proven);
        return with(
                        name -> {
                            if (!named.contains(name)) {
                                throw new IOException(
                                        "a file that is not in use is named on site only");
                            }
                            return files.read(name);
                        })
                .read(given);
    }

    /// Whether a change comes to nothing because whoever started the unit has ordered otherwise.
    ///
    /// @param before settings
    /// @param after the same with the change
    public boolean isOverruled(Settings before, Settings after) {
        UnitDocument alone = with(files, UnaryOperator.identity());
        return !alone.read(before).equals(alone.read(after)) && read(before).equals(read(after));
    }

    /// Why an image could not work by the file, with what was set for its generation or without, in
    /// words; empty when it can.
    public Optional<String> objection(FirmwareProfile image, SettingsState stored) {
        UnitDocument read = readBy(image);
        try {
            Settings holds =
                    SettingsMigration.of(stored, read)
                            .map(SettingsMigration::holds)
                            .orElse(stored.confirmed());
            if (!(read.read(holds) instanceof Reading.Valid)) {
                read.asDelivered();
            }
            return Optional.empty();
        } catch (ConfigException unusable) {
            return Optional.of(String.valueOf(unusable.getMessage()));
        }
    }

    /// Whose images the unit takes: the key list that was set and confirmed, or else the file's;
    /// empty when there is none. What is only tried out takes no image away. Settings by which it
    /// could not work are not asked.
    ///
    /// @throws ConfigException when the file cannot be used
    public Optional<KeyList> keys(SettingsState stored) {
        UnitConfig config =
                read(stored.confirmed().ofAllElse()) instanceof Reading.Valid(UnitConfig valid)
                        ? valid
                        : asDelivered();
        return config.updates().keys();
    }

    /// What the boot loader goes by: the file, and what was set on the unit.
    ///
    /// @param stored asked again for each image whose configuration is looked at
    /// @throws ConfigException when the file cannot be used
    public SendingRules sendingRules(Supplier<SettingsState> stored) {
        return SendingRules.of(asDelivered())
                .objecting(image -> objection(image, stored.get()))
                .trusting(keys(stored.get()));
    }

    /// What a person should know of how the file is read, as far as the settings leave its servers
    /// alone.
    public List<String> remarks(Settings settings) {
        return settings.ofServers().changes().isEmpty()
                ? readBy(generation()).remarks()
                : List.of();
    }

    /// All values by their place, secret ones as `***`.
    ///
    /// @throws ConfigTree.PlaceException when a change has no place in the file
    public SequencedMap<String, String> shown(Settings settings) throws ConfigTree.PlaceException {
        SequencedMap<String, String> shown = new LinkedHashMap<>();
        tree(generation(), settings)
                .values()
                .forEach((place, value) -> shown.put(place, visible(place, value)));
        return shown;
    }

    /// A place as [#shown(Settings)] has it.
    ///
    /// @throws ConfigTree.PlaceException when there is no such place
    public String canonical(Settings settings, SettingPath path) throws ConfigTree.PlaceException {
        return tree(generation(), settings).canonical(path.text());
    }

    /// The same for several places; those that are not there are left out.
    ///
    /// @throws ConfigTree.PlaceException when a change has no place in the file
    public SequencedMap<SettingPath, String> canonical(Settings settings, List<SettingPath> paths)
            throws ConfigTree.PlaceException {
        ConfigTree tree = tree(generation(), settings);
        SequencedMap<SettingPath, String> found = new LinkedHashMap<>();
        for (SettingPath path : paths) {
            try {
                found.put(path, tree.canonical(path.text()));
            } catch (ConfigTree.PlaceException notThere) {
                // taken away since
            }
        }
        return found;
    }

    /// The file as firmware of a generation reads it, with settings over it.
    ///
    /// @throws ConfigTree.PlaceException when a change has no place in it
    ConfigTree tree(Generation by, Settings settings) throws ConfigTree.PlaceException {
        ConfigTree tree = readBy(by).tree();
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

    private UnitDocument with(NamedFiles others) {
        return with(others, finish);
    }

    private UnitDocument with(NamedFiles others, UnaryOperator<UnitConfig> otherwise) {
        return new UnitDocument(file, text, others, reader, otherwise, booted);
    }

    private ConfigTree.Read readBy(Generation by) {
        return ConfigTree.read(file, text).readBy(delivered(), by);
    }

    private Reading read(ConfigTree tree) {
        ConfigText changed = tree.text();
        try {
            return new Reading.Valid(finish.apply(reader.read(file, changed.yaml(), files)));
        } catch (ConfigException wrong) {
            return new Reading.Invalid(changed.complaint(wrong));
        }
    }

    private static String visible(String place, String value) {
        return SettingPath.parse(place).filter(SettingPath::isSecret).isPresent() ? HIDDEN : value;
    }
}
