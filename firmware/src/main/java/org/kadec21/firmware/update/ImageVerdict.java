package org.kadec21.firmware.update;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/// What a check of an image found.
public sealed interface ImageVerdict {

    /// An image to be taken.
    record Genuine(ImageFile file) implements ImageVerdict {}

    /// An image to be left alone.
    record Refused(Refusal refusal) implements ImageVerdict {}

    /// Whether `file` may be installed on a unit: form, signature, key and expiry, then board,
    /// module, band, boot loader and rollback index.
    ///
    /// @param keys whose images are taken
    /// @param unit why that unit must not have an image, if it must not
    /// @param at when it would be installed
    static ImageVerdict of(
            byte[] file,
            KeyList keys,
            Function<ImageManifest, Optional<Refusal>> unit,
            Instant at) {
        ImageVerdict verdict = ImageFile.verify(file, keys, at);
        return switch (verdict) {
            case Genuine(ImageFile image) ->
                    unit.apply(image.image().manifest())
                            .<ImageVerdict>map(Refused::new)
                            .orElse(verdict);
            case Refused _ -> verdict;
        };
    }
}
