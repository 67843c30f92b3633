package org.kadec21.firmware.config;

import java.util.List;
import java.util.SequencedMap;

/// A piece of a YAML file that remembers its line (counted from 1).
sealed interface YamlNode {

    int line();

    /// The kind in a user's words.
    String kind();

    /// A single value as it was written, without quotes.
    record Scalar(int line, String text) implements YamlNode {
        @Override
        public String kind() {
            return "the value '" + text + "'";
        }
    }

    /// `key: value` pairs in their order.
    record Mapping(int line, SequencedMap<String, Entry> entries) implements YamlNode {
        @Override
        public String kind() {
            return "a group of keys";
        }
    }

    /// A list.
    record Sequence(int line, List<YamlNode> elements) implements YamlNode {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /// A key's own line, and what it holds.
    record Entry(int line, YamlNode value) {}
}
