package org.kadec21.firmware.doctor;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What a check has found, for programs: snake_case names, in the order they were given. Values are
/// texts, numbers, truth values and lists of texts.
public record Facts(SequencedMap<String, Object> values) {

    public static final Facts NONE = new Facts(new LinkedHashMap<>());

    public Facts {
        values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }

    public static Facts of(String name, String value) {
        return NONE.and(name, value);
    }

    public Facts and(String name, String value) {
        return with(name, value);
    }

    public Facts and(String name, long value) {
        return with(name, value);
    }

    public Facts and(String name, boolean value) {
        return with(name, value);
    }

    public Facts and(String name, Instant value) {
        return with(name, value.toString());
    }

    public Facts and(String name, List<String> value) {
        return with(name, List.copyOf(value));
    }

    private Facts with(String name, Object value) {
        LinkedHashMap<String, Object> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Facts(more);
    }
}
