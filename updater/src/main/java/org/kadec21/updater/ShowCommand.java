package org.kadec21.updater;

import org.kadec21.updater.flash.Slot;
import org.kadec21.updater.flash.SlotImage;
import org.kadec21.updater.flash.SlotStore;
import org.kadec21.updater.flash.SlotTable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `show`: boards and slots of a unit, also while it runs.
@Command(
        name = "show",
        header = "Shows a unit's boards and what their slots hold, also while it runs.",
        mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Mixin private UnitFlash unit = new UnitFlash();

    @Option(names = "--json", description = "One JSON object per board, one a line.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        SlotStore store = unit.store();
        PrintWriter out = spec.commandLine().getOut();
        for (String board : store.boards()) {
            Optional<SlotTable> table = store.table(board);
            if (table.isPresent()) {
                print(table.get(), store, out);
            }
        }
        if (store.boards().isEmpty() && !json) {
            out.println("no slot table: never prepared");
        }
        out.flush();
        return ExitCode.OK;
    }

    private void print(SlotTable table, SlotStore store, PrintWriter out) throws IOException {
        Json object =
                new Json()
                        .put("board", table.board())
                        .put("module", table.module())
                        .put("boot_loader", table.bootLoader())
                        .put("rollback_index", table.rollbackIndex())
                        .put("start", table.start().map(Slot::word).orElse(""));
        StringBuilder text =
                new StringBuilder(table.board())
                        .append(", module ")
                        .append(table.module())
                        .append(", boot loader ")
                        .append(table.bootLoader())
                        .append(", rollback index ")
                        .append(table.rollbackIndex());
        for (Slot slot : Slot.values()) {
            Optional<SlotImage> image = table.in(slot);
            boolean sound = store.isSound(table, slot);
            object.put("slot_" + slot.word(), image.map(it -> json(it, sound)).orElse(new Json()));
            text.append(System.lineSeparator())
                    .append(table.start().filter(slot::equals).isPresent() ? "> " : "  ")
                    .append(slot.word())
                    .append("  ")
                    .append(image.map(it -> words(it, sound)).orElse("empty"));
        }
        out.println(json ? object.line() : text);
    }

    private static Json json(SlotImage image, boolean sound) {
        return new Json()
                .put("version", image.version())
                .put("rollback_index", image.rollbackIndex())
                .put("bytes", image.length())
                .put("sha256", image.sha256())
                .put("confirmed", image.confirmed())
                .put("sound", sound);
    }

    private static String words(SlotImage image, boolean sound) {
        return image.version()
                + ", rollback index "
                + image.rollbackIndex()
                + ", "
                + image.length()
                + " bytes"
                + (image.confirmed() ? ", confirmed" : ", not yet confirmed")
                + (sound ? "" : ", DAMAGED: install it again");
    }
}
