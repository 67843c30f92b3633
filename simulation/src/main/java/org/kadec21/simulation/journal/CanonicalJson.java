package org.kadec21.simulation.journal;

import java.time.Duration;
import java.time.Instant;

/// Writes a flat JSON object in one canonical form: fields in the given order, no white space,
/// ASCII only. Equal events are equal bytes, on every JVM.
final class CanonicalJson {

    private final StringBuilder out = new StringBuilder(160).append('{');

    CanonicalJson field(String name, Object value) {
        if (out.length() > 1) {
            out.append(',');
        }
        string(name);
        out.append(':');
        switch (value) {
            case Long number -> out.append(number.longValue());
            case Integer number -> out.append(number.intValue());
            case Boolean truth -> out.append(truth.booleanValue());
            case String text -> string(text);
            case Enum<?> constant -> string(constant.name());
            case Instant instant -> string(instant.toString());
            case Duration duration -> string(duration.toString());
            default ->
                    throw new IllegalArgumentException(
                            "field "
                                    + name
                                    + " is a "
                                    + value.getClass().getName()
                                    + ", not a journal value");
        }
        return this;
    }

    String end() {
        return out.append('}').toString();
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            character(text.charAt(i));
        }
        out.append('"');
    }

    private void character(char c) {
        if (c == '"' || c == '\\') {
            out.append('\\').append(c);
        } else if (c < 0x20 || c > 0x7e) {
            out.append("\\u");
            String hex = Integer.toHexString(c);
            out.repeat('0', 4 - hex.length()).append(hex);
        } else {
            out.append(c);
        }
    }
}
