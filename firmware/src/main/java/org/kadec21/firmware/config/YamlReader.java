package org.kadec21.firmware.config;

import org.kadec21.firmware.config.YamlNode.Entry;
import org.kadec21.firmware.config.YamlNode.Mapping;
import org.kadec21.firmware.config.YamlNode.Scalar;
import org.kadec21.firmware.config.YamlNode.Sequence;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// YAML text into [YamlNode]s. Anchors, aliases and a second document are not taken; a key may
/// stand only once in its group.
final class YamlReader {

    /// Deepest nesting that a file of ours can need.
    private static final int DEEPEST = 16;

    private final String file;
    private final JsonParser parser;

    private YamlReader(String file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /// The file's top-level group.
    ///
    /// @throws ConfigException when the text is not YAML, or not a group of keys
    static Mapping read(String file, String text) {
        try (JsonParser parser =
                YAMLFactory.builder().build().createParser(ObjectReadContext.empty(), text)) {
            YamlReader reader = new YamlReader(file, parser);
            parser.nextToken();
            return reader.document();
        } catch (JacksonException broken) {
            int line = broken.getLocation() == null ? 1 : broken.getLocation().getLineNr();
            throw new ConfigException(
                    file,
                    Math.max(1, line),
                    "expected YAML, but "
                            + firstLine(broken)
                            + "; check indentation, colons and quotes here");
        }
    }

    private Mapping document() {
        if (parser.currentToken() == null) {
            throw new ConfigException(
                    file,
                    1,
                    "expected a group of keys with `schema:` first, but the file is empty");
        }
        YamlNode top = node(0);
        if (top instanceof Mapping mapping) {
            return mapping;
        }
        throw new ConfigException(
                file, top.line(), "expected a group of keys at the top, but came " + top.kind());
    }

    private YamlNode node(int depth) {
        int line = parser.currentTokenLocation().getLineNr();
        if (depth > DEEPEST) {
            throw new ConfigException(
                    file,
                    line,
                    "expected at most " + DEEPEST + " levels of nesting, but came more");
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return mapping(line, depth);
        }
        if (token == JsonToken.START_ARRAY) {
            return sequence(line, depth);
        }
        if (token == null || !token.isScalarValue()) {
            throw new ConfigException(
                    file, line, "expected a value, but came an alias or the end of the file");
        }
        return new Scalar(line, token == JsonToken.VALUE_NULL ? "" : parser.getString());
    }

    private Mapping mapping(int line, int depth) {
        SequencedMap<String, Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            int keyLine = parser.currentTokenLocation().getLineNr();
            parser.nextToken();
            if (entries.putIfAbsent(key, new Entry(keyLine, node(depth + 1))) != null) {
                throw new ConfigException(
                        file, keyLine, "the key '" + key + "' stands here twice; remove one");
            }
        }
        return new Mapping(line, entries);
    }

    private Sequence sequence(int line, int depth) {
        List<YamlNode> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(node(depth + 1));
        }
        return new Sequence(line, elements);
    }

    private static String firstLine(JacksonException broken) {
        return broken.getOriginalMessage().lines().findFirst().orElse("it is broken");
    }
}
