package org.kadec21.updater;

import org.kadec21.updater.flash.Slot;
import org.kadec21.updater.flash.SlotTable;
import org.kadec21.updater.image.FirmwareImage;
import org.kadec21.updater.image.RefusedException;
import org.kadec21.updater.image.Sha256;

import picocli.CommandLine;

import java.util.Optional;
import java.util.function.IntConsumer;

/// What `install` says: a line, or with `--json` one object.
final class InstallReport {

    private final CommandLine line;
    private final boolean json;
    private final boolean terminal;
    private Optional<Progress> progress = Optional.empty();

    /// @param terminal whether a person watches
    InstallReport(CommandLine line, boolean json, boolean terminal) {
        this.line = line;
        this.json = json;
        this.terminal = terminal;
    }

    /// The slot that starts holds the image.
    void alreadyInstalled(FirmwareImage image, SlotTable table) {
        say("already-installed", image, table, table.start().orElseThrow());
    }

    /// @param outcome `installed`, `already-installed` or `would-install`
    void say(String outcome, FirmwareImage image, SlotTable table, Slot slot) {
        say(outcome, image, table, slot, "");
    }

    /// @param restart what becomes of the unit: `restarts`, or `starts-later`; empty where it does
    ///   not run
    void say(String outcome, FirmwareImage image, SlotTable table, Slot slot, String restart) {
        if (json) {
            Json object = object(outcome, image, table, slot);
            print((restart.isEmpty() ? object : object.put("unit", restart)).line());
        } else {
            print(
                    outcome.replace('-', ' ')
                            + " "
                            + image.declaration().version()
                            + ", slot "
                            + slot.word()
                            + " of "
                            + table.board()
                            + words(restart));
        }
    }

    /// @throws RefusedException the same, for people, who read it on stderr
    int say(RefusedException refused) throws RefusedException {
        if (!json) {
            throw refused;
        }
        print(
                new Json()
                        .put("outcome", "refused")
                        .put("reason", refused.reason().word())
                        .put("message", refused.sentence())
                        .line());
        return ExitCode.REFUSED;
    }

    /// Told how much of the image is written; with `--json` nobody looks.
    IntConsumer progress(FirmwareImage image) {
        if (json) {
            return written -> {};
        }
        Progress shown = new Progress(line.getErr(), terminal, image.bytes().length);
        progress = Optional.of(shown);
        return shown;
    }

    /// Whatever is said next begins a line.
    void endProgress() {
        progress.ifPresent(Progress::end);
    }

    private static Json object(String outcome, FirmwareImage image, SlotTable table, Slot slot) {
        return new Json()
                .put("outcome", outcome)
                .put("board", table.board())
                .put("slot", slot.word())
                .put("version", image.declaration().version())
                .put("profile", image.declaration().profile())
                .put("rollback_index", image.declaration().rollbackIndex())
                .put("key", image.declaration().keyId())
                .put("bytes", image.bytes().length)
                .put("sha256", Sha256.hex(image.bytes()));
    }

    private static String words(String restart) {
        return switch (restart) {
            case "restarts" -> "; the unit restarts";
            case "starts-later" -> "; it starts when the unit is started again";
            default -> "";
        };
    }

    private void print(String text) {
        endProgress();
        line.getOut().println(text);
        line.getOut().flush();
    }
}
