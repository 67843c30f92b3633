package org.kadec21.updater.image;

import org.kadec21.updater.image.RefusedException.Reason;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/// The `Kadec21-` attributes of a manifest's main section. Each value has one form only, so that
/// what was read can be written again ([ManifestForm]).
final class DeclaredAttributes {

    private static final String SECTION_END = "\r\n\r\n";
    private static final int HIGHEST_NUMBER = 65_535;

    private final Attributes attributes;

    private DeclaredAttributes(Attributes attributes) {
        this.attributes = attributes;
    }

    /// Reads the main section; the rest says nothing that the entries do not say.
    static DeclaredAttributes of(byte[] manifest) throws RefusedException {
        int end = new String(manifest, StandardCharsets.ISO_8859_1).indexOf(SECTION_END);
        if (end < 0) {
            throw RefusedException.changed("its manifest has no end");
        }
        byte[] main = Arrays.copyOf(manifest, end + SECTION_END.length());
        try {
            return new DeclaredAttributes(
                    new Manifest(new ByteArrayInputStream(main)).getMainAttributes());
        } catch (IOException malformed) {
            throw RefusedException.changed("its manifest cannot be read");
        }
    }

    String text(String name, String pattern) throws RefusedException {
        String value = attributes.getValue(ManifestForm.PREFIX + name);
        if (value == null || !value.matches(pattern)) {
            throw unreadable(name, value == null ? "nothing" : "'" + value + "'");
        }
        return value;
    }

    int number(String name, int least) throws RefusedException {
        String digits = text(name, "0|[1-9]\\d{0,4}");
        int number = Integer.parseInt(digits);
        if (number < least || number > HIGHEST_NUMBER) {
            throw unreadable(name, "'" + digits + "'");
        }
        return number;
    }

    List<String> words(String name, String pattern) throws RefusedException {
        return List.of(text(name, "(" + pattern + ")( (" + pattern + "))*").split(" ", -1));
    }

    Instant moment(String name) throws RefusedException {
        String value = text(name, ".{1,40}");
        try {
            Instant moment = Instant.parse(value);
            if (moment.toString().equals(value)) {
                return moment;
            }
        } catch (DateTimeParseException wrong) {
            throw unreadable(name, "'" + value + "'");
        }
        throw unreadable(name, "'" + value + "'");
    }

    private static RefusedException unreadable(String name, String came) {
        return new RefusedException(
                Reason.UNKNOWN_FORMAT,
                "expected an image of format 1 with "
                        + ManifestForm.PREFIX
                        + name
                        + " in its manifest, but came "
                        + came
                        + "; use an updater as new as the image");
    }
}
