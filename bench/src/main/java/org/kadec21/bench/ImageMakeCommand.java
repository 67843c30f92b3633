package org.kadec21.bench;

import org.jspecify.annotations.Nullable;
import org.kadec21.bench.image.BaseLibraries;
import org.kadec21.bench.image.SigningKey;
import org.kadec21.bench.image.UnitCode;
import org.kadec21.firmware.ExitCode;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.update.BoardRevision;
import org.kadec21.firmware.update.FittedModule;
import org.kadec21.firmware.update.Image;
import org.kadec21.firmware.update.ImageManifest;
import org.kadec21.firmware.update.ImageManifest.Behaviour;
import org.kadec21.firmware.update.Sha256;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;

/// `kadec21 image make`.
@Command(
        name = "make",
        header = "Makes a signed image.",
        description = {
            "",
            "The same code, options and key make the same bytes, on any machine and any day."
                    + " Those of a base (--boards base/A) hold libraries: docs/image-format.md."
        })
final class ImageMakeCommand implements Callable<Integer> {

    private static final List<FirmwareProfile> ALL =
            List.of(
                    FirmwareProfile.LEGACY_1,
                    FirmwareProfile.SUBMISSION_2,
                    FirmwareProfile.DUAL_BAND_2);

    private final Clock clock = Clock.systemUTC();

    @Spec private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description =
                    "How the unit behaves: card-1, legacy-1, submission-2 or dual-band-2 (default:"
                            + " dual-band-2).")
    private @Nullable String profileName;

    @Option(
            names = "--all",
            description =
                    "Make the three firmwares of the product, each as NAME.jar in the folder of"
                            + " --out: legacy-1, submission-2 and dual-band-2.")
    private boolean all;

    @Option(
            names = {"--version-number", "--version"},
            paramLabel = "N.N.N",
            description = "Version of the image (default: the profile's).")
    private String version;

    @Option(
            names = "--boards",
            required = true,
            split = ",",
            paramLabel = "BOARD",
            converter = ImageWords.BoardOption.class,
            description =
                    "Boards and revisions it runs on, one kind: communication/A, cpu/B, base/A,"
                            + " ...")
    private List<BoardRevision> boards;

    @Option(
            names = "--modules",
            split = ",",
            paramLabel = "MODULE",
            converter = ImageWords.ModuleOption.class,
            description =
                    "Modules it knows: rapira-card, win-card, old-band, dual-band, usb-lte"
                            + " (default: the profile's).")
    private List<FittedModule> modules = List.of();

    @Option(
            names = "--boot-loader",
            paramLabel = "N",
            defaultValue = "1",
            converter = ImageWords.NumberOption.class,
            description = "Oldest boot loader that can start it (default: ${DEFAULT-VALUE}).")
    private int bootLoader;

    @Option(
            names = "--rollback-index",
            required = true,
            paramLabel = "N",
            converter = ImageWords.NumberOption.class,
            description = "A unit that confirmed a higher one refuses this image.")
    private int rollbackIndex;

    @Option(
            names = "--expires",
            required = true,
            paramLabel = "DATE",
            converter = DateOption.class,
            description = "Not to be installed from then on.")
    private Instant expires;

    @Mixin private SigningFiles signer = new SigningFiles();

    @Option(
            names = "--code",
            split = ",",
            paramLabel = "JAR",
            description =
                    "JARs or folders of classes (default: the unit of this build); for a base the"
                            + " JARs of the libraries that it brings.")
    private List<Path> code = List.of();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The image, or with --all a folder.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        String kind = requireOneKind();
        if (all) {
            requireNoChoice(kind);
        }
        List<FirmwareProfile> profiles = all ? ALL : List.of(profile());
        SigningKey signing = signer.forImages();
        requireExpiry(signing);
        warnOfThePast();
        SequencedMap<String, byte[]> content = code(kind);
        for (FirmwareProfile profile : profiles) {
            make(profile, content, signing, all ? out.resolve(profile.name() + ".jar") : out);
        }
        return ExitCode.OK;
    }

    private SequencedMap<String, byte[]> code(String kind) throws IOException {
        if (kind.equals(BoardRevision.BASE)) {
            return BaseLibraries.of(code);
        }
        return UnitCode.of(code.isEmpty() ? UnitCode.built() : code);
    }

    private void make(
            FirmwareProfile profile,
            SequencedMap<String, byte[]> content,
            SigningKey signing,
            Path file)
            throws IOException {
        ImageManifest manifest =
                new ImageManifest(
                        versionOf(profile),
                        boards,
                        modules.isEmpty() ? ImageWords.modules(profile, boards) : modules,
                        bootLoader,
                        rollbackIndex,
                        expires,
                        signing.id(),
                        Behaviour.of(profile));
        byte[] image = new Image(manifest, content).signed(signing);
        if (image.length > Image.MOST_BYTES) {
            throw new IOException(
                    "expected code for an image of at most "
                            + Image.MOST_BYTES
                            + " bytes, but it has "
                            + image.length
                            + "; leave libraries out of a unit's image, and those that have not"
                            + " changed out of a base's");
        }
        write(image, file);
        spec.commandLine().getOut().println(file + " sha256 " + Sha256.hex(image));
        spec.commandLine().getOut().flush();
    }

    private void requireNoChoice(String kind) {
        if (profileName != null || !modules.isEmpty() || version != null) {
            throw wrong(
                    "--all: expected neither --profile nor --modules nor --version-number with it,"
                            + " each firmware has its own; leave them out");
        }
        if (kind.equals(BoardRevision.BASE)) {
            throw wrong("--all: expected boards that run firmware, but came " + boards);
        }
    }

    private void write(byte[] image, Path file) throws IOException {
        try {
            Files.write(file, image);
        } catch (FileSystemException refused) {
            throw new IOException(
                    "--out: expected a file that can be written, but "
                            + file
                            + " cannot be ("
                            + Unwritable.reason(file, refused)
                            + "); choose one in a folder you may write to",
                    refused);
        }
    }

    private FirmwareProfile profile() {
        String name = Optional.ofNullable(profileName).orElse(FirmwareProfile.DUAL_BAND_2.name());
        return FirmwareProfile.BY_NAME
                .meaning(name)
                .orElseThrow(() ->
                        wrong(
                                "--profile: expected one of "
                                        + FirmwareProfile.BY_NAME.known()
                                        + ", but came '"
                                        + name
                                        + "'"));
    }

    private String versionOf(FirmwareProfile profile) {
        String chosen = Optional.ofNullable(version).orElse(profile.version());
        if (!ImageManifest.isVersion(chosen)) {
            throw wrong(
                    "--version-number: expected three numbers such as 2.1.0, but came '"
                            + chosen
                            + "'");
        }
        return chosen;
    }

    private String requireOneKind() {
        if (boards.stream().map(BoardRevision::kind).distinct().count() > 1) {
            throw wrong("--boards: expected boards of one kind, but came " + boards);
        }
        return boards.getFirst().kind();
    }

    private void requireExpiry(SigningKey signing) {
        Instant last = signing.certificate().getNotAfter().toInstant();
        if (expires.isAfter(last)) {
            throw wrong(
                    "--expires: expected at most "
                            + last
                            + ", when the key's certificate ends, but came "
                            + expires);
        }
    }

    /// It is made all the same: on any day the same bytes.
    private void warnOfThePast() {
        if (!expires.isAfter(clock.instant())) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "kadec21: --expires: "
                                    + expires
                                    + " is over, so that no unit installs this image any more;"
                                    + " choose a date to come");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
