package org.kadec21.firmware.update;

import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.update.Refusal.RefusedException;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What an image says about itself: where it may run, for how long, and how it behaves there.
///
/// @param version three numbers, `2.1.0`
/// @param boards the boards and revisions it runs on, all of one kind
/// @param modules the modules it knows
/// @param bootLoader the oldest boot loader that can start it
/// @param rollbackIndex grows when an older image must not come back; see [#downgrades(int)]
/// @param expires nobody installs it from then on; what is installed keeps running
/// @param keyId of the key it is signed with
/// @param behaviour port, authentication, TLS
public record ImageManifest(
        String version,
        List<BoardRevision> boards,
        List<FittedModule> modules,
        int bootLoader,
        int rollbackIndex,
        Instant expires,
        String keyId,
        Behaviour behaviour) {

    /// The format this class writes and reads.
    public static final int FORMAT = 1;

    /// Rollback index and boot loader are at most this.
    public static final int HIGHEST_NUMBER = 65_535;

    private static final String VERSION = "\\d{1,4}\\.\\d{1,4}\\.\\d{1,4}";

    /// How a unit with this image submits; see [FirmwareProfile].
    ///
    /// @param profile its name in configurations
    public record Behaviour(String profile, int defaultPort, boolean auth, boolean startTls) {

        public static Behaviour of(FirmwareProfile profile) {
            return new Behaviour(
                    profile.name(), profile.defaultPort(), profile.auth(), profile.startTls());
        }
    }

    public ImageManifest {
        boards = List.copyOf(boards);
        modules = List.copyOf(modules);
    }

    /// Whether a board that has confirmed an image of index `burnt` must refuse this one.
    public boolean downgrades(int burnt) {
        return rollbackIndex < burnt;
    }

    /// How a unit that runs this image behaves.
    public FirmwareProfile profile() {
        return new FirmwareProfile(
                behaviour.profile(),
                version,
                behaviour.defaultPort(),
                behaviour.auth(),
                behaviour.startTls(),
                modules.stream().map(FittedModule::variant).toList());
    }

    /// Whether `text` is a version.
    public static boolean isVersion(String text) {
        return text.matches(VERSION);
    }

    /// The main section of the JAR's manifest, in its order.
    SequencedMap<String, String> attributes() {
        SequencedMap<String, String> attributes = new LinkedHashMap<>();
        attributes.put("Manifest-Version", "1.0");
        attributes.put("Kadec21-Image", Integer.toString(FORMAT));
        attributes.put("Kadec21-Version", version);
        attributes.put("Kadec21-Boards", words(boards, BoardRevision::toString));
        attributes.put("Kadec21-Modules", words(modules, FittedModule::word));
        attributes.put("Kadec21-Boot-Loader", Integer.toString(bootLoader));
        attributes.put("Kadec21-Rollback-Index", Integer.toString(rollbackIndex));
        attributes.put("Kadec21-Expires", expires.toString());
        attributes.put("Kadec21-Key", keyId);
        attributes.put("Kadec21-Profile", behaviour.profile());
        attributes.put("Kadec21-Default-Port", Integer.toString(behaviour.defaultPort()));
        attributes.put("Kadec21-Auth", behaviour.auth() ? "yes" : "no");
        attributes.put("Kadec21-StartTls", behaviour.startTls() ? "yes" : "no");
        attributes.put("Main-Class", "org.kadec21.firmware.Main");
        return attributes;
    }

    /// Reads the main section of a manifest.
    static ImageManifest of(Map<String, String> attributes) throws RefusedException {
        ManifestFields fields = new ManifestFields(attributes);
        fields.requireFormat(FORMAT);
        return new ImageManifest(
                fields.text("Version", "three numbers such as 2.1.0", VERSION),
                fields.list("Boards", "boards such as communication/B", BoardRevision::of),
                fields.list("Modules", "modules such as dual-band", FittedModule::of),
                fields.number("Boot-Loader", 0, HIGHEST_NUMBER),
                fields.number("Rollback-Index", 0, HIGHEST_NUMBER),
                fields.moment("Expires"),
                fields.text("Key", "a key id of 16 hexadecimal digits", "[0-9a-f]{16}"),
                new Behaviour(
                        fields.text("Profile", "a name", "[a-z0-9-]{1,32}"),
                        fields.number("Default-Port", 1, HIGHEST_NUMBER),
                        fields.flag("Auth"),
                        fields.flag("StartTls")));
    }

    private static <T> String words(List<T> list, Function<T, String> word) {
        return list.stream().map(word).collect(Collectors.joining(" "));
    }
}
