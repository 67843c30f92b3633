package org.kadec21.firmware.instruction;

import org.kadec21.firmware.transfer.Admission;
import org.kadec21.firmware.transfer.Announcement;
import org.kadec21.firmware.transfer.Announcement.Way;
import org.kadec21.firmware.transfer.PartialImage;
import org.kadec21.firmware.transfer.Parts;
import org.kadec21.firmware.transfer.TransferRefusal;
import org.kadec21.hal.FlashFullException;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Takes the parts of an image that come by mail, and keeps them where an image lies that comes
/// over the service port.
final class PartDesk {

    private final ImageIntake intake;
    private final PartialImage partial;
    private boolean isMore;

    /// What became of a part.
    sealed interface Taking {

        /// It is on flash, and its mail may go.
        record Kept() implements Taking {}

        /// Not now: its mail stays.
        record Later() implements Taking {}

        /// Never.
        record Refused(String reason) implements Taking {}
    }

    PartDesk(ImageIntake intake) {
        this.intake = intake;
        this.partial = intake.partial();
    }

    /// Whether parts are worth their radio time now.
    boolean isOpen() {
        return !intake.desk().isSupplyTooLow()
                && partial.image()
                        .map(Announcement::way)
                        .filter(Way.Port.class::isInstance)
                        .isEmpty();
    }

    /// Makes a genuine part durable, if it is one that is missing.
    Taking take(ImagePart part, byte[] content) {
        return switch (PartChoice.of(
                part, partial.image(), partial::has, intake.ledger().sequence())) {
            case PartChoice.Known _ -> new Taking.Kept();
            case PartChoice.Never(String reason) -> new Taking.Refused(reason);
            case PartChoice.Later(String reason) -> later(part, reason);
            case PartChoice.Next _ -> kept(part, content);
            case PartChoice.First _ ->
                    refusal(part)
                            .map(refusal -> turnedAway(part, refusal))
                            .orElseGet(() -> begun(part, content));
        };
    }

    /// Tells how much is here, if parts have come since it was told last.
    void tellMore() {
        if (isMore
                && !partial.isComplete()
                && partial.image().isPresent()
                && partial.image().get().way() instanceof Way.Mail mail) {
            Parts parts = new Parts(partial.image().get().bytes(), mail.partBytes());
            List<Integer> missing =
                    IntStream.rangeClosed(1, parts.count())
                            .filter(number -> !partial.has(parts.offset(number)))
                            .boxed()
                            .toList();
            intake.reports().arrived(mail.sequence(), parts.count(), missing);
        }
        isMore = false;
    }

    private Optional<TransferRefusal> refusal(ImagePart part) {
        if (intake.desk().restart().isEmpty()) {
            return Optional.of(
                    new TransferRefusal(
                            TransferRefusal.Kind.CONFIGURATION,
                            "expected a boot loader that starts the unit again, but there is none;"
                                    + " install the first image over the service port"));
        }
        if (intake.slots(part.board())
                .filter(slots -> ImageTrial.starts(slots, part.sha256()))
                .isPresent()) {
            return Optional.of(
                    new TransferRefusal(
                            TransferRefusal.Kind.UNUSABLE,
                            "expected another image than the one that starts already"));
        }
        return new Admission(intake.desk())
                .refusal(part.board(), part.parts().bytes(), part.sha256(), Optional.empty());
    }

    private Taking turnedAway(ImagePart part, TransferRefusal refusal) {
        return switch (refusal.kind()) {
            case CONFIGURATION, MISTAKEN, UNUSABLE -> new Taking.Refused(refusal.sentence());
            case NOT_NOW -> later(part, refusal.sentence());
        };
    }

    private Taking later(ImagePart part, String reason) {
        intake.journal(
                "instruction.part-waits",
                "sequence",
                part.sequence(),
                "part",
                part.number(),
                "reason",
                reason);
        intake.waits(
                "part " + part.number() + " of image " + part.sequence(), part.sequence(), reason);
        return new Taking.Later();
    }

    /// Announced first, so that no part is without what it belongs to.
    private Taking begun(ImagePart part, byte[] content) {
        intake.images()
                .coming()
                .ifPresent(older ->
                        intake.notices()
                                .trouble(
                                        "image "
                                                + older.sequence()
                                                + " is given up, image "
                                                + part.sequence()
                                                + " arrives instead"));
        try {
            partial.begin(
                    new Announcement(
                            part.board(),
                            part.parts().bytes(),
                            part.sha256(),
                            intake.now(),
                            new Way.Mail(
                                    part.sequence(), part.expires(), part.parts().partBytes())));
            intake.arriving().ifPresent(intake.images()::note);
        } catch (FlashFullException full) {
            return later(part, String.valueOf(full.getMessage()));
        }
        return kept(part, content);
    }

    private Taking kept(ImagePart part, byte[] content) {
        Optional<String> full = partial.keep(part.parts().offset(part.number()), content);
        if (full.isPresent()) {
            return later(part, full.get());
        }
        isMore = true;
        intake.journal(
                "instruction.part",
                "sequence",
                part.sequence(),
                "part",
                part.number(),
                "kept",
                partial.length());
        return new Taking.Kept();
    }
}
