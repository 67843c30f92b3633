package org.kadec21.bench;

import org.kadec21.bench.image.SigningKey;
import org.kadec21.bench.image.UnitCode;
import org.kadec21.firmware.ExitCode;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.update.BoardRevision;
import org.kadec21.firmware.update.FittedModule;
import org.kadec21.firmware.update.Image;
import org.kadec21.firmware.update.ImageManifest;
import org.kadec21.firmware.update.ImageManifest.Behaviour;

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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `kadec21 image make`.
@Command(
        name = "make",
        header = "Makes a signed image.",
        description = {
            "",
            "The same code, options and key make the same bytes, on any machine and any day."
        },
        mixinStandardHelpOptions = true)
final class ImageMakeCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "dual-band-2",
            description =
                    "How the unit behaves: card-1, legacy-1, submission-2 or dual-band-2 (default:"
                            + " ${DEFAULT-VALUE}).")
    private String profileName;

    @Option(
            names = "--version-number",
            paramLabel = "N.N.N",
            description = "Version of the image (default: the profile's).")
    private String version;

    @Option(
            names = "--boards",
            required = true,
            split = ",",
            paramLabel = "BOARD",
            converter = ImageWords.BoardOption.class,
            description = "Boards and revisions it runs on, one kind: communication/A, cpu/B, ...")
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
            description = "JARs or folders of classes (default: the unit of this build).")
    private List<Path> code = List.of();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The image.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        FirmwareProfile profile = profile();
        SigningKey signing = signer.forImages();
        requireExpiry(signing);
        ImageManifest manifest =
                new ImageManifest(
                        versionOf(profile),
                        requireOneKind(),
                        modules.isEmpty() ? ImageWords.modules(profile) : modules,
                        bootLoader,
                        rollbackIndex,
                        expires,
                        signing.id(),
                        Behaviour.of(profile));
        byte[] image =
                new Image(manifest, UnitCode.of(code.isEmpty() ? UnitCode.built() : code))
                        .signed(signing);
        if (image.length > Image.MOST_BYTES) {
            throw new IOException(
                    "expected code for an image of at most "
                            + Image.MOST_BYTES
                            + " bytes, but it has "
                            + image.length
                            + "; leave libraries out, they belong to the base");
        }
        write(image);
        spec.commandLine().getOut().println(out + " sha256 " + ImageReport.sha256(image));
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private void write(byte[] image) throws IOException {
        try {
            Files.write(out, image);
        } catch (FileSystemException refused) {
            throw new IOException(
                    "--out: expected a file that can be written, but "
                            + out
                            + " cannot be ("
                            + Unwritable.reason(out, refused)
                            + "); choose one in a folder you may write to",
                    refused);
        }
    }

    private FirmwareProfile profile() {
        return FirmwareProfile.BY_NAME
                .meaning(profileName)
                .orElseThrow(() ->
                        wrong(
                                "--profile: expected one of "
                                        + FirmwareProfile.BY_NAME.known()
                                        + ", but came '"
                                        + profileName
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

    private List<BoardRevision> requireOneKind() {
        if (boards.stream().map(BoardRevision::kind).distinct().count() > 1) {
            throw wrong("--boards: expected boards of one kind, but came " + boards);
        }
        return boards;
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

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
