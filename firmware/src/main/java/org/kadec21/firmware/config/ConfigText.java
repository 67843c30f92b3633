package org.kadec21.firmware.config;

import org.kadec21.firmware.config.YamlNode.Entry;
import org.kadec21.firmware.config.YamlNode.Mapping;
import org.kadec21.firmware.config.YamlNode.Scalar;
import org.kadec21.firmware.config.YamlNode.Sequence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A configuration written out by the unit, one value on a line, so that a complaint about a line
/// can be told as one about a place.
///
/// @param yaml the text
/// @param places for each line, the place of the value on it, or of the group or element that
///   begins there
public record ConfigText(String yaml, List<String> places) {

    public ConfigText {
        places = List.copyOf(places);
    }

    static ConfigText of(Mapping top) {
        Writing writing = new Writing();
        writing.group("", top, "");
        return new ConfigText(writing.text.toString(), writing.places);
    }

    /// A complaint about this text, with the place instead of file and line.
    public Complaint complaint(ConfigException wrong) {
        String start = wrong.file() + ":" + wrong.line() + ": ";
        String message = String.valueOf(wrong.getMessage());
        String problem = message.startsWith(start) ? message.substring(start.length()) : message;
        String at =
                wrong.line() >= 1 && wrong.line() <= places.size()
                        ? places.get(wrong.line() - 1)
                        : "";
        for (String place = at; !place.isEmpty(); place = above(place)) {
            String called = key(place) + ": ";
            if (problem.startsWith(called)) {
                return new Complaint(place, problem.substring(called.length()));
            }
        }
        return new Complaint(at, problem);
    }

    /// What is wrong, and where.
    ///
    /// @param place empty for the configuration as a whole
    public record Complaint(String place, String problem) {
        @Override
        public String toString() {
            return place.isEmpty() ? problem : place + ": " + problem;
        }
    }

    static String below(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String above(String path) {
        return path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "";
    }

    /// The last step that is no number: elements are told by the key of their list.
    private static String key(String path) {
        String last = path.substring(path.lastIndexOf('.') + 1);
        return last.matches("\\d+") && path.contains(".") ? key(above(path)) : last;
    }

    private static final class Writing {

        private static final String INDENT = "  ";

        private final StringBuilder text = new StringBuilder();
        private final List<String> places = new ArrayList<>();

        void group(String path, Mapping group, String indent) {
            for (Map.Entry<String, Entry> entry : group.entries().entrySet()) {
                value(
                        below(path, entry.getKey()),
                        indent + quoted(entry.getKey()) + ":",
                        entry.getValue().value(),
                        indent + INDENT);
            }
        }

        private void value(String path, String start, YamlNode node, String indent) {
            switch (node) {
                case Scalar scalar -> line(path, start + " " + quoted(scalar.text()));
                case Mapping group when group.entries().isEmpty() -> line(path, start + " {}");
                case Mapping group -> {
                    line(path, start);
                    group(path, group, indent);
                }
                case Sequence list when list.elements().isEmpty() -> line(path, start + " []");
                case Sequence list -> {
                    line(path, start);
                    for (int at = 0; at < list.elements().size(); at++) {
                        value(
                                below(path, String.valueOf(at + 1)),
                                indent + "-",
                                list.elements().get(at),
                                indent + INDENT);
                    }
                }
            }
        }

        private void line(String path, String written) {
            text.append(written).append('\n');
            places.add(path);
        }

        private static String quoted(String value) {
            StringBuilder quoted = new StringBuilder("\"");
            for (int at = 0; at < value.length(); at++) {
                char letter = value.charAt(at);
                switch (letter) {
                    case '"', '\\' -> quoted.append('\\').append(letter);
                    default -> {
                        if (letter < ' ' || letter == 0x7F) {
                            quoted.append(String.format("\\x%02x", (int) letter));
                        } else {
                            quoted.append(letter);
                        }
                    }
                }
            }
            return quoted.append('"').toString();
        }
    }
}
