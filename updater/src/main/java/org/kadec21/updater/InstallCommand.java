package org.kadec21.updater;

import org.kadec21.updater.Main.UnusableException;
import org.kadec21.updater.flash.Fitness;
import org.kadec21.updater.flash.Installer;
import org.kadec21.updater.flash.Slot;
import org.kadec21.updater.flash.SlotStore;
import org.kadec21.updater.flash.SlotTable;
import org.kadec21.updater.flash.UnitLock;
import org.kadec21.updater.image.FirmwareImage;
import org.kadec21.updater.image.RefusedException;
import org.kadec21.updater.image.Sha256;
import org.kadec21.updater.image.TrustedKeys;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;

/// `install`: an image, from its file into the slot that starts next.
@Command(
        name = "install",
        header = "Verifies an image and installs it.",
        description = {
            "",
            "Checks form, signature, key, expiry, board, module, band, boot loader and rollback"
                    + " index, writes the image into the slot that does not start now, reads it"
                    + " back, and makes that slot the one that starts."
        },
        mixinStandardHelpOptions = true)
final class InstallCommand implements Callable<Integer> {

    private static final int MOST_KEY_BYTES = 1 << 20;

    private final Clock clock = Clock.systemUTC();

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "IMAGE", description = "The image's file.")
    private Path file;

    @Mixin private UnitFlash unit = new UnitFlash();

    @Option(
            names = "--keys",
            required = true,
            paramLabel = "FILE",
            description =
                    "Key list: certificates (PEM) that may sign, lines 'revoked KEYID reason'.")
    private Path keys;

    @Option(names = "--dry-run", description = "Check everything, write nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "One JSON object instead of text, also for a refusal.")
    private boolean json;

    @Override
    public Integer call() throws IOException, RefusedException {
        TrustedKeys trusted = trusted();
        try {
            FirmwareImage image = FirmwareImage.verified(read(), trusted, clock.instant());
            return dryRun ? check(image) : install(image);
        } catch (RefusedException refused) {
            if (!json) {
                throw refused;
            }
            say(
                    new Json()
                            .put("outcome", "refused")
                            .put("reason", refused.reason().word())
                            .put("message", refused.sentence()));
            return ExitCode.REFUSED;
        }
    }

    private int check(FirmwareImage image) throws IOException, RefusedException {
        SlotStore store = unit.store();
        SlotTable table = unit.table(store, image.declaration());
        Fitness.require(image.declaration(), table);
        report("would-install", image, table, new Installer(store).target(table));
        return ExitCode.OK;
    }

    private int install(FirmwareImage image) throws IOException, RefusedException {
        try (UnitLock lock = unit.lock()) {
            SlotStore store = new SlotStore(lock.files());
            SlotTable table = unit.table(store, image.declaration());
            Fitness.require(image.declaration(), table);
            Installer installer = new Installer(store);
            if (installer.isInstalled(table, image)) {
                report("already-installed", image, table, table.start().orElseThrow());
            } else {
                Slot slot = installer.install(table, image, progress(image));
                report("installed", image, table, slot);
            }
        }
        return ExitCode.OK;
    }

    private void report(String outcome, FirmwareImage image, SlotTable table, Slot slot) {
        String version = image.declaration().version();
        if (json) {
            say(
                    new Json()
                            .put("outcome", outcome)
                            .put("board", table.board())
                            .put("slot", slot.word())
                            .put("version", version)
                            .put("profile", image.declaration().profile())
                            .put("rollback_index", image.declaration().rollbackIndex())
                            .put("key", image.declaration().keyId())
                            .put("bytes", image.bytes().length)
                            .put("sha256", Sha256.hex(image.bytes())));
        } else {
            spec.commandLine()
                    .getOut()
                    .println(
                            outcome.replace('-', ' ')
                                    + " "
                                    + version
                                    + ", slot "
                                    + slot.word()
                                    + " of "
                                    + table.board());
            spec.commandLine().getOut().flush();
        }
    }

    private void say(Json object) {
        spec.commandLine().getOut().println(object.line());
        spec.commandLine().getOut().flush();
    }

    private IntConsumer progress(FirmwareImage image) {
        return json
                ? written -> {}
                : new ProgressBar(spec.commandLine().getErr(), image.bytes().length);
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
        if (!Files.isRegularFile(file) || Files.size(file) > mostBytes) {
            throw new IOException(
                    "expected "
                            + what
                            + " of at most "
                            + mostBytes
                            + " bytes, but "
                            + file
                            + " is none; check the path");
        }
    }
}
