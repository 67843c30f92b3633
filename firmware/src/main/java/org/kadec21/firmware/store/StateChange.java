package org.kadec21.firmware.store;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Facts to set and to forget in one step of a [StateStore].
public final class StateChange {

    private static final int TYPE = 1;
    private static final int SET = 1;
    private static final int FORGOTTEN = 0;

    private final SequencedMap<String, Optional<String>> changes = new LinkedHashMap<>();

    public StateChange put(String key, String value) {
        changes.putLast(checked(key), Optional.of(checked(value)));
        return this;
    }

    public StateChange remove(String key) {
        changes.putLast(checked(key), Optional.empty());
        return this;
    }

    void applyTo(Map<String, String> values) {
        changes.forEach((key, value) ->
                value.ifPresentOrElse(set -> values.put(key, set), () -> values.remove(key)));
    }

    Frame encode() {
        ValueWriter out = new ValueWriter().u16(changes.size());
        changes.forEach((key, value) -> {
            out.text(key);
            value.ifPresentOrElse(set -> out.u8(SET).text(set), () -> out.u8(FORGOTTEN));
        });
        return new Frame(TYPE, out.toBytes());
    }

    /// Empty for a frame of a type, or with a content, that this image does not know.
    static Optional<StateChange> decode(Frame frame) {
        if (frame.type() != TYPE) {
            return Optional.empty();
        }
        try {
            ValueReader in = new ValueReader(frame.value());
            StateChange change = new StateChange();
            for (int left = in.u16(); left > 0; left--) {
                String key = in.text();
                change.changes.put(key, in.u8() == SET ? Optional.of(in.text()) : Optional.empty());
            }
            return Optional.of(change);
        } catch (MalformedValueException malformed) {
            return Optional.empty();
        }
    }

    private static String checked(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > StateStore.MAX_TEXT_BYTES) {
            throw new IllegalArgumentException(
                    "a fact's key or value has at most " + StateStore.MAX_TEXT_BYTES + " bytes");
        }
        return text;
    }
}
