package org.kadec21.updater;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// One JSON object on one line (RFC 8259), fields in the order they were put.
final class Json {

    private final Map<String, String> fields = new LinkedHashMap<>();

    Json() {
        fields.put("format", "1");
    }

    Json put(String name, String value) {
        fields.put(name, quoted(value));
        return this;
    }

    Json put(String name, long value) {
        fields.put(name, Long.toString(value));
        return this;
    }

    Json put(String name, boolean value) {
        fields.put(name, Boolean.toString(value));
        return this;
    }

    Json put(String name, Json value) {
        fields.put(name, value.nested());
        return this;
    }

    String line() {
        return object(fields);
    }

    private String nested() {
        Map<String, String> without = new LinkedHashMap<>(fields);
        without.remove("format");
        return object(without);
    }

    private static String object(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> quoted(field.getKey()) + ":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '"' || character == '\\') {
                json.append('\\').append(character);
            } else if (character < ' ') {
                json.append(String.format("\\u%04x", (int) character));
            } else {
                json.append(character);
            }
        }
        return json.append('"').toString();
    }
}
