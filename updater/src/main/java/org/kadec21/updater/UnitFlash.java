package org.kadec21.updater;

import org.kadec21.updater.Main.UnusableException;
import org.kadec21.updater.flash.FlashFolder;
import org.kadec21.updater.flash.SlotStore;
import org.kadec21.updater.flash.SlotTable;
import org.kadec21.updater.flash.UnitLock;
import org.kadec21.updater.image.Declaration;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The option that names a unit's flash.
final class UnitFlash {

    @Option(
            names = "--flash",
            required = true,
            paramLabel = "DIR",
            description = "The unit's flash directory.")
    private Path folder;

    Path folder() {
        return folder;
    }

    /// To look at, also while the unit runs.
    SlotStore store() throws UnusableException {
        return new SlotStore(files());
    }

    /// To write to.
    UnitLock lock() throws IOException {
        files();
        return UnitLock.acquire(folder);
    }

    /// The table of the board that an image is for; of any board when the unit has no such one, so
    /// that the refusal can name it.
    SlotTable table(SlotStore store, Declaration image) throws IOException {
        List<String> boards = store.boards();
        String wanted = image.boards().get(0).replaceFirst("/.*", "");
        Optional<SlotTable> table =
                boards.isEmpty()
                        ? Optional.empty()
                        : store.table(boards.contains(wanted) ? wanted : boards.get(0));
        return table.orElseThrow(() ->
                new UnusableException(
                        "expected a slot table on the flash "
                                + folder
                                + ", but there is none; 'prepare' writes down which board and"
                                + " module the unit has"));
    }

    private FlashFolder files() throws UnusableException {
        try {
            return FlashFolder.of(folder);
        } catch (IOException missing) {
            throw new UnusableException(missing.getMessage());
        }
    }
}
