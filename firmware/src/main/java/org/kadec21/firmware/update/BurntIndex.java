package org.kadec21.firmware.update;

import org.kadec21.hal.Flash;

import java.util.stream.Stream;

/// The rollback index of a board whose table and copy are lost: the highest of the images that lie
/// on its flash, whatever became of them there. Some of them may never have been confirmed; too
/// high an index costs an installation, too low a one lets an old image come back.
final class BurntIndex {

    private BurntIndex() {}

    /// 0 when there is no image.
    static int of(Flash flash, String kind) {
        return Stream.of(Slot.values())
                .flatMap(slot ->
                        Stream.of(SlotFiles.image(kind, slot), SlotFiles.quarantined(kind, slot)))
                .filter(flash::exists)
                .mapToInt(name -> index(flash, name))
                .max()
                .orElse(0);
    }

    private static int index(Flash flash, String name) {
        return ImageFile.read(SlotFiles.read(flash, name))
                        instanceof ImageVerdict.Genuine(ImageFile image)
                ? image.image().manifest().rollbackIndex()
                : 0;
    }
}
