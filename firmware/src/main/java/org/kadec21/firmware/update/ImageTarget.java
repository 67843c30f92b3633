package org.kadec21.firmware.update;

import org.kadec21.firmware.update.FittedModule.Band;
import org.kadec21.firmware.update.Refusal.Reason;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What is known of the unit that an image is for; what is not known is not checked.
///
/// @param board its board
/// @param module the module in it
/// @param bootLoader version of its boot loader
/// @param rollbackIndex of the newest image it has confirmed
public record ImageTarget(
        Optional<BoardRevision> board,
        Optional<FittedModule> module,
        Optional<Integer> bootLoader,
        Optional<Integer> rollbackIndex) {

    /// Why this unit must not have the image, if it must not.
    public Optional<Refusal> refusal(ImageManifest image) {
        return board.flatMap(it -> ofBoard(it, image))
                .or(() -> module.flatMap(it -> ofModule(it, image)))
                .or(() -> bootLoader.flatMap(it -> ofBootLoader(it, image)))
                .or(() -> rollbackIndex.flatMap(it -> ofRollback(it, image)));
    }

    private static Optional<Refusal> ofBoard(BoardRevision board, ImageManifest image) {
        return refusalIf(
                !image.boards().contains(board),
                Reason.WRONG_BOARD,
                "expected an image for board "
                        + board
                        + ", but this one is for "
                        + words(image.boards(), BoardRevision::toString)
                        + "; take the image made for this board");
    }

    private static Optional<Refusal> ofModule(FittedModule module, ImageManifest image) {
        if (image.modules().contains(module)) {
            return Optional.empty();
        }
        List<Band> bands = image.modules().stream().map(FittedModule::band).distinct().toList();
        String modules = words(image.modules(), FittedModule::word);
        return bands.stream().anyMatch(band -> band.includes(module.band()))
                ? refusalIf(
                        true,
                        Reason.WRONG_MODULE,
                        "expected an image for the module "
                                + module.word()
                                + ", but this one is for "
                                + modules
                                + "; take the image made for this module")
                : refusalIf(
                        true,
                        Reason.WRONG_BAND,
                        "expected an image for the module "
                                + module.word()
                                + " ("
                                + module.band().words()
                                + "), but this one is for "
                                + modules
                                + " and knows only "
                                + words(bands, Band::words)
                                + "; take the image made for this module");
    }

    private static Optional<Refusal> ofBootLoader(int bootLoader, ImageManifest image) {
        return refusalIf(
                bootLoader < image.bootLoader(),
                Reason.BOOT_LOADER,
                "expected an image that boot loader "
                        + bootLoader
                        + " can start, but this one needs "
                        + image.bootLoader()
                        + " or newer; update the boot loader first");
    }

    private static Optional<Refusal> ofRollback(int burnt, ImageManifest image) {
        return refusalIf(
                image.downgrades(burnt),
                Reason.DOWNGRADED,
                "expected an image with a rollback index of at least "
                        + burnt
                        + ", but this one has "
                        + image.rollbackIndex()
                        + ": the unit has confirmed a newer image and does not go back behind"
                        + " it; take a newer one");
    }

    private static Optional<Refusal> refusalIf(boolean refused, Reason reason, String sentence) {
        return refused ? Optional.of(new Refusal(reason, sentence)) : Optional.empty();
    }

    private static <T> String words(List<T> list, Function<T, String> word) {
        return list.stream().map(word).collect(Collectors.joining(" and "));
    }
}
