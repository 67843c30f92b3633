package org.kadec21.simulation.provider.page;

import org.kadec21.simulation.provider.http.Form;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// What somebody typed into a form, and what is wrong with it, field by field.
record Typed(Optional<Form> form, SequencedMap<String, String> errors) {

    Typed {
        errors = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(errors));
    }

    /// A form nobody has typed into.
    static Typed nothing() {
        return new Typed(Optional.empty(), new LinkedHashMap<>());
    }

    /// A form as it came.
    static Typed of(Form form) {
        return new Typed(Optional.of(form), new LinkedHashMap<>());
    }

    /// With a sentence beside a field; a field's first one counts.
    Typed wrong(String field, String sentence) {
        SequencedMap<String, String> more = new LinkedHashMap<>(errors);
        more.putIfAbsent(field, sentence);
        return new Typed(form, more);
    }

    boolean isRight() {
        return errors.isEmpty();
    }

    String value(String field) {
        return form.map(typed -> typed.field(field)).orElse("");
    }

    Optional<String> error(String field) {
        return Optional.ofNullable(errors.get(field));
    }
}
