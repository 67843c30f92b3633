package org.kadec21.updater;

import org.kadec21.updater.flash.SlotStore;
import org.kadec21.updater.flash.SlotTable;
import org.kadec21.updater.flash.UnitLock;
import org.kadec21.updater.image.Declaration;
import org.kadec21.updater.image.FirmwareImage;
import org.kadec21.updater.image.RefusedException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `prepare`: what a board is, written down when it is made or its module is exchanged.
@Command(
        name = "prepare",
        header = "Writes down which board and module a unit has.",
        description = {
            "",
            "For a new board, and again after its module or boot loader was exchanged. What its"
                    + " slots hold stays; the rollback index never falls."
        },
        mixinStandardHelpOptions = true)
final class PrepareCommand implements Callable<Integer> {

    private static final int HIGHEST = 65_535;

    @Spec private CommandSpec spec;

    @Mixin private UnitFlash unit = new UnitFlash();

    @Option(
            names = "--board",
            required = true,
            paramLabel = "BOARD",
            description = "Kind and revision, as on the board: communication/B, cpu/A, ...")
    private String board;

    @Option(
            names = "--module",
            required = true,
            paramLabel = "MODULE",
            description =
                    "The module in the unit: rapira-card, win-card, old-band, dual-band or"
                            + " usb-lte.")
    private String module;

    @Option(
            names = "--boot-loader",
            paramLabel = "N",
            defaultValue = "1",
            description = "Version of the board's boot loader (default: ${DEFAULT-VALUE}).")
    private int bootLoader;

    @Option(
            names = "--rollback-index",
            paramLabel = "N",
            defaultValue = "0",
            description = "No image below it is ever taken (default: ${DEFAULT-VALUE}).")
    private int rollbackIndex;

    @Override
    public Integer call() throws IOException {
        require(
                board.matches("(communication|cpu|base)/[A-Z]"),
                "--board: expected communication/, cpu/ or base/ and the letter of a revision, but"
                        + " came '"
                        + board
                        + "'");
        require(
                module.matches(Declaration.MODULE),
                "--module: expected rapira-card, win-card, old-band, dual-band or usb-lte, but"
                        + " came '"
                        + module
                        + "'");
        require(
                Math.min(bootLoader, rollbackIndex) >= 0
                        && Math.max(bootLoader, rollbackIndex) <= HIGHEST,
                "expected a boot loader and a rollback index from 0 to " + HIGHEST);
        Files.createDirectories(unit.folder());
        String[] kindAndRevision = board.split("/", 2);
        SlotTable hardware =
                SlotTable.empty(
                        kindAndRevision[0], kindAndRevision[1], module, bootLoader, rollbackIndex);
        try (UnitLock lock = unit.lock()) {
            SlotTable prepared = prepared(new SlotStore(lock.files()), hardware);
            spec.commandLine()
                    .getOut()
                    .println(
                            "prepared "
                                    + board
                                    + " with "
                                    + module
                                    + ", rollback index "
                                    + prepared.rollbackIndex());
        }
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    /// What is installed stays. A table that cannot be read is put aside; its copy holds, or else
    /// the highest rollback index of the images that lie there.
    private SlotTable prepared(SlotStore store, SlotTable hardware) throws IOException {
        boolean unreadable = store.isUnreadable(hardware.kind());
        Optional<SlotTable> known =
                unreadable ? store.copy(hardware.kind()) : store.table(hardware.kind());
        SlotTable next =
                known.isPresent()
                        ? known.get().onHardware(hardware)
                        : hardware.burnt(highestIndex(store.images(hardware.kind())));
        store.write(next);
        if (unreadable) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "expected a slot table of the "
                                    + hardware.kind()
                                    + " board, but it cannot be read; it was put aside");
        }
        return next;
    }

    private static int highestIndex(List<byte[]> images) {
        int highest = 0;
        for (byte[] image : images) {
            try {
                highest = Math.max(highest, FirmwareImage.declared(image).rollbackIndex());
            } catch (RefusedException unreadable) {
                // A file that is no image says nothing of what was confirmed.
            }
        }
        return highest;
    }

    private void require(boolean right, String message) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
