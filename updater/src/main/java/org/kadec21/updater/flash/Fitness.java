package org.kadec21.updater.flash;

import org.kadec21.updater.image.Declaration;
import org.kadec21.updater.image.RefusedException;
import org.kadec21.updater.image.RefusedException.Reason;

import java.util.List;

/// Whether an image is right for a board.
public final class Fitness {

    private Fitness() {}

    /// Refuses an image for other hardware, or one that goes back behind a confirmed one.
    public static void require(Declaration image, SlotTable unit) throws RefusedException {
        requireBoard(image, unit);
        requireModule(image, unit);
        if (unit.bootLoader() < image.bootLoader()) {
            throw new RefusedException(
                    Reason.BOOT_LOADER,
                    "expected an image that boot loader "
                            + unit.bootLoader()
                            + " can start, but this one needs "
                            + image.bootLoader()
                            + " or newer; update the boot loader first");
        }
        if (image.rollbackIndex() < unit.rollbackIndex()) {
            throw new RefusedException(
                    Reason.DOWNGRADED,
                    "expected an image with a rollback index of at least "
                            + unit.rollbackIndex()
                            + ", but this one has "
                            + image.rollbackIndex()
                            + ": the unit has confirmed a newer image and does not go back behind"
                            + " it; take a newer one");
        }
    }

    private static void requireBoard(Declaration image, SlotTable unit) throws RefusedException {
        if (!image.boards().contains(unit.board())) {
            throw new RefusedException(
                    Reason.WRONG_BOARD,
                    "expected an image for board "
                            + unit.board()
                            + ", but this one is for "
                            + String.join(" and ", image.boards())
                            + "; take the image made for this board");
        }
    }

    private static void requireModule(Declaration image, SlotTable unit) throws RefusedException {
        if (image.modules().contains(unit.module())) {
            return;
        }
        Band band = Band.of(unit.module());
        List<Band> bands = image.modules().stream().map(Band::of).distinct().toList();
        String modules = String.join(" and ", image.modules());
        if (bands.stream().anyMatch(one -> one.includes(band))) {
            throw new RefusedException(
                    Reason.WRONG_MODULE,
                    "expected an image for the module "
                            + unit.module()
                            + ", but this one is for "
                            + modules
                            + "; take the image made for this module");
        }
        throw new RefusedException(
                Reason.WRONG_BAND,
                "expected an image for the module "
                        + unit.module()
                        + " ("
                        + band.words()
                        + "), but this one is for "
                        + modules
                        + " ("
                        + String.join(", ", bands.stream().map(Band::words).toList())
                        + "): the unit could not register with it; take the image made for this"
                        + " module");
    }
}
