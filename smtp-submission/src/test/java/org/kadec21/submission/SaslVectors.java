package org.kadec21.submission;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The vectors of `sasl-vectors.json` (see the README there): each a flat object of strings.
final class SaslVectors {

    private static final Pattern OBJECT = Pattern.compile("\\{[^{}]*\\}");
    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\": \"([^\"]*)\"");

    private SaslVectors() {}

    /// One vector's fields.
    record Vector(Map<String, String> fields) {

        String get(String name) {
            return Objects.requireNonNull(fields.get(name), name);
        }

        @Override
        public String toString() {
            return get("mech") + ", " + get("src");
        }
    }

    /// All vectors of a mechanism.
    static List<Vector> of(String mechanism) {
        return all().stream().filter(vector -> vector.get("mech").equals(mechanism)).toList();
    }

    private static List<Vector> all() {
        try (InputStream file = SaslVectors.class.getResourceAsStream("sasl-vectors.json")) {
            String text =
                    new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            List<Vector> vectors = new ArrayList<>();
            Matcher object = OBJECT.matcher(text);
            while (object.find()) {
                Map<String, String> fields = new LinkedHashMap<>();
                Matcher field = FIELD.matcher(object.group());
                while (field.find()) {
                    fields.put(field.group(1), field.group(2));
                }
                vectors.add(new Vector(fields));
            }
            return vectors;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
