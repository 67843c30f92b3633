package org.kadec21.firmware.update;

import org.kadec21.firmware.update.Refusal.Reason;
import org.kadec21.firmware.update.Refusal.RefusedException;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The attributes of a manifest that are ours, each read with what was expected of it.
final class ManifestFields {

    private static final String PREFIX = "Kadec21-";

    private final Map<String, String> attributes;

    ManifestFields(Map<String, String> attributes) {
        this.attributes = attributes;
    }

    void requireFormat(int known) throws RefusedException {
        String format = text("Image", "the number of a format", "\\d{1,5}");
        if (Integer.parseInt(format) != known) {
            throw new RefusedException(
                    Reason.UNKNOWN_FORMAT,
                    "expected an image of format "
                            + known
                            + ", but this one has format "
                            + format
                            + "; use a newer kadec21");
        }
    }

    String text(String name, String expected, String pattern) throws RefusedException {
        return one(name, expected, value -> Optional.of(value).filter(it -> it.matches(pattern)));
    }

    int number(String name, int least, int most) throws RefusedException {
        return one(
                name,
                "a number from " + least + " to " + most,
                value ->
                        Optional.of(value)
                                .filter(it -> it.matches("\\d{1,9}"))
                                .map(Integer::valueOf)
                                .filter(it -> least <= it && it <= most));
    }

    boolean flag(String name) throws RefusedException {
        return text(name, "yes or no", "yes|no").equals("yes");
    }

    Instant moment(String name) throws RefusedException {
        return one(name, "a moment such as 2027-01-01T00:00:00Z", ManifestFields::instant);
    }

    <T> List<T> list(String name, String expected, Function<String, Optional<T>> reader)
            throws RefusedException {
        List<T> all = new ArrayList<>();
        for (String word : text(name, expected, ".+").split(" ", -1)) {
            all.add(reader.apply(word).orElseThrow(() -> unreadable(name, expected, word)));
        }
        return all;
    }

    private <T> T one(String name, String expected, Function<String, Optional<T>> reader)
            throws RefusedException {
        String value = attributes.getOrDefault(PREFIX + name, "");
        return reader.apply(value).orElseThrow(() -> unreadable(name, expected, value));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException wrong) {
            return Optional.empty();
        }
    }

    private static RefusedException unreadable(String name, String expected, String value) {
        return new RefusedException(
                Reason.UNKNOWN_FORMAT,
                "expected "
                        + expected
                        + " as "
                        + PREFIX
                        + name
                        + " in the image's manifest, but "
                        + (value.isEmpty() ? "there is none" : "came '" + value + "'")
                        + "; this is no image of format "
                        + ImageManifest.FORMAT);
    }
}
