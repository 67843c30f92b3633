package org.kadec21.firmware.instruction;

import org.kadec21.firmware.transfer.Announcement;
import org.kadec21.firmware.transfer.Announcement.Way;

import java.util.Optional;
import java.util.function.IntPredicate;

/// What becomes of a genuine part of an image. Pure: at most one image is on its way, the one with
/// the greatest number.
sealed interface PartChoice {

    /// Its bytes go to the others.
    record Next() implements PartChoice {}

    /// It is the first of its image. What is kept of an older one makes room for it.
    record First() implements PartChoice {}

    /// Its bytes lie on flash already.
    record Known() implements PartChoice {}

    /// It is left where it is.
    record Later(String reason) implements PartChoice {}

    /// Nobody will ever need it.
    record Never(String reason) implements PartChoice {}

    /// Decides by what is on flash.
    ///
    /// @param kept the image of which something is on flash
    /// @param has whether the bytes at an offset of it are
    /// @param lastSequence of the instructions taken so far
    static PartChoice of(
            ImagePart part, Optional<Announcement> kept, IntPredicate has, int lastSequence) {
        if (kept.isPresent()
                && kept.get().way() instanceof Way.Mail mail
                && mail.sequence() == part.sequence()) {
            return isOf(part, kept.get(), mail)
                    ? (has.test(part.parts().offset(part.number())) ? new Known() : new Next())
                    : new Never(
                            "expected a part of the image that arrives under this number ("
                                    + named(kept.get().sha256())
                                    + "), came one of another ("
                                    + named(part.sha256())
                                    + "); give each image a number of its own");
        }
        if (part.sequence() <= lastSequence) {
            return new Never(
                    "expected a sequence number above "
                            + lastSequence
                            + ", came "
                            + part.sequence()
                            + ": it was taken already, or a later one was");
        }
        return kept.map(image -> beside(part, image)).orElseGet(First::new);
    }

    private static PartChoice beside(ImagePart part, Announcement kept) {
        return switch (kept.way()) {
            case Way.Port _ ->
                    new Later(
                            "an image is on its way over the service port; install it or discard"
                                    + " it there");
            case Way.Mail mail when mail.sequence() > part.sequence() ->
                    new Never(
                            "expected a part of image "
                                    + mail.sequence()
                                    + ", which arrives, or of a later one, came one of "
                                    + part.sequence());
            case Way.Mail _ -> new First();
        };
    }

    private static boolean isOf(ImagePart part, Announcement image, Way.Mail mail) {
        return image.board().equals(part.board())
                && image.bytes() == part.parts().bytes()
                && image.sha256().equals(part.sha256())
                && mail.partBytes() == part.parts().partBytes();
    }

    private static String named(String sha256) {
        return "SHA-256 " + sha256.substring(0, 8) + "...";
    }
}
