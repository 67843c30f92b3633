package org.kadec21.simulation.provider.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// The fields of `application/x-www-form-urlencoded` (WHATWG URL section 5), in UTF-8. The first of
/// a name counts.
public record Form(SequencedMap<String, String> fields) {

    private static final Form EMPTY = new Form(new LinkedHashMap<>());
    private static final int HEX = 16;

    public Form {
        fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
    }

    /// What `encoded` holds; nothing at all when it is not well formed or has too many fields.
    static Form parse(String encoded) {
        return read(encoded).orElse(EMPTY);
    }

    /// The form in a body; empty when it is not well formed: a wrong percent sign, octets that are
    /// no UTF-8, more than [HttpLimits#FORM_FIELDS].
    public static Optional<Form> read(byte[] body) {
        return read(new String(body, StandardCharsets.ISO_8859_1));
    }

    private static Optional<Form> read(String encoded) {
        SequencedMap<String, String> fields = new LinkedHashMap<>();
        String[] pairs = encoded.isEmpty() ? new String[0] : encoded.split("&", -1);
        if (pairs.length > HttpLimits.FORM_FIELDS) {
            return Optional.empty();
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            Optional<String> name = decode(equals < 0 ? pair : pair.substring(0, equals));
            Optional<String> value = decode(equals < 0 ? "" : pair.substring(equals + 1));
            if (name.isEmpty() || value.isEmpty()) {
                return Optional.empty();
            }
            fields.putIfAbsent(name.get(), value.get());
        }
        return Optional.of(new Form(fields));
    }

    /// A field as it was typed, without blanks around it; empty text when there is none.
    public String field(String name) {
        return exact(name).strip();
    }

    /// A field to the last blank, as passwords need it; empty text when there is none.
    public String exact(String name) {
        return fields.getOrDefault(name, "");
    }

    private static Optional<String> decode(String encoded) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c != '%') {
                octets.write(c == '+' ? ' ' : c);
                continue;
            }
            int octet = i + 2 < encoded.length() ? octet(encoded, i + 1) : -1;
            if (octet < 0) {
                return Optional.empty();
            }
            octets.write(octet);
            i += 2;
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(octets.toByteArray()))
                            .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private static int octet(String text, int at) {
        int high = Character.digit(text.charAt(at), HEX);
        int low = Character.digit(text.charAt(at + 1), HEX);
        return high < 0 || low < 0 ? -1 : high * HEX + low;
    }
}
