package org.kadec21.firmware.transfer;

import org.kadec21.firmware.transfer.TransferRefusal.Kind;
import org.kadec21.firmware.update.ImageFile;
import org.kadec21.firmware.update.ImageVerdict;
import org.kadec21.firmware.update.Refusal;
import org.kadec21.firmware.update.Sha256;
import org.kadec21.firmware.update.Slot;
import org.kadec21.firmware.update.Slots;
import org.kadec21.hal.FlashFullException;

import java.util.Optional;

/// Puts an image that has arrived into a slot. The unit checks it all by itself, whatever the
/// sender has checked before. What is kept of the image stays kept.
public final class Installation {

    private final TransferDesk desk;
    private final PartialImage partial;

    /// What came of it.
    public sealed interface Result {

        /// It starts next.
        record Installed(Slot slot, String version) implements Result {}

        /// Nothing has changed.
        record Refused(TransferRefusal refusal) implements Result {}
    }

    public Installation(TransferDesk desk) {
        this.desk = desk;
        this.partial = desk.partial();
    }

    /// Installs what has arrived, when it is the image that is meant.
    ///
    /// @param board one that the unit has
    /// @param sha256 of the image, as the sender has it now, at the end of the transfer
    public Result install(String board, String sha256) {
        boolean meant =
                partial.isComplete()
                        && partial.image()
                                .filter(it -> it.board().equals(board))
                                .filter(it -> it.sha256().equals(sha256))
                                .isPresent();
        if (!meant) {
            return refused(
                    Kind.MISTAKEN,
                    "truncated: expected the whole of this image to be here, but "
                            + partial.image()
                                    .map(it ->
                                            "there are "
                                                    + partial.length()
                                                    + " of "
                                                    + it.bytes()
                                                    + " bytes of "
                                                    + it.sha256())
                                    .orElse("nothing is")
                            + "; send it first");
        }
        if (desk.isSupplyTooLow()) {
            return refused(Kind.NOT_NOW, Admission.supplySentence(desk));
        }
        byte[] file = partial.bytes();
        if (!Sha256.hex(file).equals(sha256)) {
            return refused(
                    Kind.UNUSABLE,
                    "exchanged: expected the image whose SHA-256 was announced, but other bytes"
                            + " came; send one and the same file from beginning to end");
        }
        return install(Optional.ofNullable(desk.slots().get(board)).orElseThrow(), file);
    }

    private Result install(Slots slots, byte[] file) {
        if (desk.keys().isEmpty()) {
            return new Result.Refused(Admission.withoutKeys());
        }
        return switch (slots.check(file, desk.keys().get(), desk.board().time().now())) {
            case ImageVerdict.Genuine(ImageFile image) -> write(slots, image, file);
            case ImageVerdict.Refused(Refusal refusal) ->
                    refused(Kind.UNUSABLE, refusal.reason().word() + ": " + refusal.sentence());
        };
    }

    private static Result write(Slots slots, ImageFile image, byte[] file) {
        try {
            Slot slot = slots.install(image, file);
            return new Result.Installed(slot, image.image().manifest().version());
        } catch (FlashFullException full) {
            return refused(Kind.NOT_NOW, String.valueOf(full.getMessage()));
        }
    }

    private static Result refused(Kind kind, String sentence) {
        return new Result.Refused(new TransferRefusal(kind, sentence));
    }
}
