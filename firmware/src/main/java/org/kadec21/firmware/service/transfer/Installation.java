package org.kadec21.firmware.service.transfer;

import org.kadec21.firmware.service.Answer;
import org.kadec21.firmware.service.Answer.Cause;
import org.kadec21.firmware.update.ImageFile;
import org.kadec21.firmware.update.ImageVerdict;
import org.kadec21.firmware.update.Refusal;
import org.kadec21.firmware.update.Slot;
import org.kadec21.firmware.update.Slots;
import org.kadec21.hal.FlashFullException;

/// Puts an image that has arrived into a slot. The unit checks it all by itself, whatever the
/// sender has checked before.
final class Installation {

    private final TransferDesk desk;
    private final PartialImage partial;

    Installation(TransferDesk desk, PartialImage partial) {
        this.desk = desk;
        this.partial = partial;
    }

    /// Installs what has arrived, when it is the image that is meant.
    ///
    /// @param sha256 of the image, as the sender has it now, at the end of the transfer
    Answer install(Slots slots, String board, String sha256) {
        boolean meant =
                partial.isComplete()
                        && partial.image()
                                .filter(it -> it.board().equals(board))
                                .filter(it -> it.sha256().equals(sha256))
                                .isPresent();
        if (!meant) {
            return refused(
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
            return new Answer.Refused(Cause.DEFERRED, Admission.supplySentence(desk));
        }
        byte[] file = partial.bytes();
        if (!PartialImage.sha256(file).equals(sha256)) {
            partial.discard();
            return refused(
                    "exchanged: expected the image whose SHA-256 was announced, but other bytes"
                            + " came; send one and the same file from beginning to end");
        }
        return install(slots, file);
    }

    private Answer install(Slots slots, byte[] file) {
        if (desk.keys().isEmpty()) {
            return Admission.withoutKeys();
        }
        return switch (slots.check(file, desk.keys().get(), desk.board().time().now())) {
            case ImageVerdict.Genuine(ImageFile image) -> write(slots, image, file);
            case ImageVerdict.Refused(Refusal refusal) -> {
                partial.discard();
                yield refused(refusal.reason().word() + ": " + refusal.sentence());
            }
        };
    }

    private Answer write(Slots slots, ImageFile image, byte[] file) {
        try {
            Slot slot = slots.install(image, file, written -> {});
            partial.discard();
            return new Answer.Done(
                    "installed "
                            + image.image().manifest().version()
                            + " in slot "
                            + slot.word()
                            + ", which starts next");
        } catch (FlashFullException full) {
            return new Answer.Refused(Cause.DEFERRED, String.valueOf(full.getMessage()));
        }
    }

    private static Answer refused(String words) {
        return new Answer.Refused(Cause.BAD_DATA, words);
    }
}
