package org.kadec21.updater.image;

import org.kadec21.updater.image.RefusedException.Reason;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.jar.Manifest;

/// The `Kadec21-` attributes of a manifest's main section.
final class DeclaredAttributes {

    private final Manifest manifest;

    DeclaredAttributes(Manifest manifest) {
        this.manifest = manifest;
    }

    String text(String name, String pattern) throws RefusedException {
        String value = manifest.getMainAttributes().getValue("Kadec21-" + name);
        if (value == null || !value.matches(pattern)) {
            throw unreadable(name, value == null ? "nothing" : "'" + value + "'");
        }
        return value;
    }

    int number(String name) throws RefusedException {
        return Integer.parseInt(text(name, "\\d{1,5}"));
    }

    List<String> words(String name, String pattern) throws RefusedException {
        return List.of(text(name, "(" + pattern + ")( (" + pattern + "))*").split(" ", -1));
    }

    Instant moment(String name) throws RefusedException {
        String value = text(name, ".{1,40}");
        try {
            return Instant.parse(value);
        } catch (DateTimeParseException wrong) {
            throw unreadable(name, "'" + value + "'");
        }
    }

    private static RefusedException unreadable(String name, String came) {
        return new RefusedException(
                Reason.UNKNOWN_FORMAT,
                "expected an image of format 1 with Kadec21-"
                        + name
                        + " in its manifest, but came "
                        + came
                        + "; use an updater as new as the image");
    }
}
