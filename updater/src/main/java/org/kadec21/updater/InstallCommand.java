package org.kadec21.updater;

import org.jspecify.annotations.Nullable;
import org.kadec21.updater.Main.UnusableException;
import org.kadec21.updater.image.FirmwareImage;
import org.kadec21.updater.image.RefusedException;
import org.kadec21.updater.image.TrustedKeys;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `install`: an image, from its file into the slot that starts next.
@Command(
        name = "install",
        header = "Verifies an image and installs it.",
        description = {
            "",
            "Checks form, signature, key, expiry, board, module, band, boot loader and rollback"
                    + " index, writes the image into the slot that does not start now, reads it"
                    + " back, and makes that slot the one that starts.",
            "",
            "With --port a running unit takes it over its service port, checks it once more by its"
                    + " own key list, and restarts. What it has of the image already is not sent"
                    + " again: after a loss of power or a pulled cable, type the same once more."
        },
        mixinStandardHelpOptions = true)
final class InstallCommand implements Callable<Integer> {

    private static final int MOST_KEY_BYTES = 1 << 20;

    private final Computer computer;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "IMAGE", description = "The image's file.")
    private Path file;

    @ArgGroup(multiplicity = "1")
    private Unit unit = new Unit();

    @Option(
            names = "--keys",
            required = true,
            paramLabel = "FILE",
            description =
                    "Key list: certificates (PEM) that may sign, lines 'revoked KEYID reason'.")
    private Path keys;

    @Option(names = "--dry-run", description = "Check everything, write nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "One JSON object instead of text, whatever happens.")
    private boolean json;

    /// Where the image goes.
    static final class Unit {

        @ArgGroup(exclusive = false, heading = "A unit that does not run:%n")
        private @Nullable UnitFlash flash;

        @ArgGroup(exclusive = false, heading = "A unit that runs:%n")
        private @Nullable UnitPort port;
    }

    InstallCommand(Computer computer) {
        this.computer = computer;
    }

    @Override
    public Integer call() throws IOException, RefusedException {
        TrustedKeys trusted = trusted();
        InstallReport report = new InstallReport(spec.commandLine(), json, computer.terminal());
        try {
            FirmwareImage image =
                    FirmwareImage.verified(read(), trusted, computer.clock().instant());
            Installation way = way(report);
            if (dryRun) {
                way.check(image);
            } else {
                way.install(image);
            }
            return ExitCode.OK;
        } catch (RefusedException refused) {
            return report.say(refused);
        } finally {
            report.endProgress();
        }
    }

    private Installation way(InstallReport report) {
        return Optional.ofNullable(unit.port)
                .<Installation>map(
                        port -> new PortInstallation(port, computer.ports(), this::read, report))
                .orElseGet(() ->
                        new FlashInstallation(
                                Optional.ofNullable(unit.flash).orElseThrow(), report));
    }

    private byte[] read() throws IOException {
        requireFile(file, "an image", FirmwareImage.MOST_BYTES);
        return Files.readAllBytes(file);
    }

    private TrustedKeys trusted() throws IOException {
        try {
            requireFile(keys, "a key list", MOST_KEY_BYTES);
            return TrustedKeys.read(Files.readString(keys, StandardCharsets.US_ASCII));
        } catch (IOException unusable) {
            throw new UnusableException("--keys: " + unusable.getMessage());
        }
    }

    private static void requireFile(Path file, String what, int mostBytes) throws IOException {
        String expected = "expected " + what + ", but ";
        if (!Files.exists(file)) {
            throw new IOException(expected + "there is no file " + file + "; check the path");
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException(
                    expected + file + " is a folder or a device; name the file itself");
        }
        if (Files.size(file) > mostBytes) {
            throw new IOException(
                    expected
                            + file
                            + " has "
                            + Files.size(file)
                            + " bytes, and none has more than "
                            + (mostBytes >> 20)
                            + " MiB; take another file");
        }
    }
}
