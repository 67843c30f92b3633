package org.kadec21.updater.image;

import org.kadec21.updater.image.RefusedException.Reason;

import java.time.Instant;
import java.util.List;

/// What an image's manifest declares, as far as it matters for installing it.
///
/// @param version three numbers
/// @param profile what its behaviour is called
/// @param boards `kind/revision` it runs on
/// @param modules words of the modules it knows
/// @param bootLoader the oldest that can start it
/// @param rollbackIndex a board that has confirmed a higher one refuses it
/// @param expires not to be installed from then on
/// @param keyId of the key that signed it
public record Declaration(
        String version,
        String profile,
        List<String> boards,
        List<String> modules,
        int bootLoader,
        int rollbackIndex,
        Instant expires,
        String keyId) {

    /// The words for modules.
    public static final String MODULE = "rapira-card|win-card|old-band|dual-band|usb-lte";

    private static final String FLAG = "yes|no";

    /// Numbers that a unit would not take are not taken here either.
    static Declaration of(DeclaredAttributes attributes) throws RefusedException {
        int format = attributes.number("Image", 0);
        if (format != 1) {
            throw new RefusedException(
                    Reason.UNKNOWN_FORMAT,
                    "expected an image of format 1, but this one has format "
                            + format
                            + "; use an updater as new as the image");
        }
        attributes.number("Default-Port", 1);
        attributes.text("Auth", FLAG);
        attributes.text("StartTls", FLAG);
        return new Declaration(
                attributes.text("Version", "\\d{1,4}\\.\\d{1,4}\\.\\d{1,4}"),
                attributes.text("Profile", "[a-z0-9-]{1,32}"),
                attributes.words("Boards", "[a-z]{1,16}/[A-Z]"),
                attributes.words("Modules", MODULE),
                attributes.number("Boot-Loader", 0),
                attributes.number("Rollback-Index", 0),
                attributes.moment("Expires"),
                attributes.text("Key", "[0-9a-f]{16}"));
    }
}
