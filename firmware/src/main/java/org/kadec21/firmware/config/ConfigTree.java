package org.kadec21.firmware.config;

import org.kadec21.firmware.config.YamlNode.Entry;
import org.kadec21.firmware.config.YamlNode.Mapping;
import org.kadec21.firmware.config.YamlNode.Scalar;
import org.kadec21.firmware.config.YamlNode.Sequence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// A configuration as a tree whose values have places, so that single ones can be changed before
/// the whole is validated: `servers.1.host`, `alarms.high-wind.onset`. An element of a list is
/// named by its place, counted from 1, or by what it is called. Immutable.
///
/// ```java
/// ConfigTree changed = ConfigTree.read("unit.yaml", text).put("servers.1.host", "mail.example.net");
/// UnitConfig config = UnitBinder.reader().read("unit.yaml", changed.text().yaml(), files);
/// ```
public final class ConfigTree {

    /// Keys by which people call an element of a list.
    private static final List<String> NAMES = List.of("rule", "name");

    /// Written somewhere else, or not at all yet.
    private static final int NO_LINE = 0;

    private static final String FILE_SUFFIX = "-file";

    private final Mapping top;

    private ConfigTree(Mapping top) {
        this.top = top;
    }

    /// Parses a file.
    ///
    /// @throws ConfigException when the text is not YAML, or not a group of keys
    public static ConfigTree read(String file, String text) {
        return new ConfigTree(YamlReader.read(file, text));
    }

    /// The generation of the firmware that this names; empty when it names none, or one that is not
    /// known here.
    public Optional<Generation> generation() {
        return Optional.ofNullable(values().get("firmware"))
                .flatMap(FirmwareProfile.BY_NAME::meaning)
                .map(Generation::of);
    }

    /// A configuration as firmware of another generation reads it.
    ///
    /// @param remarks what a person should know of that; none when it reads the same
    public record Read(ConfigTree tree, List<String> remarks) {

        public Read {
            remarks = List.copyOf(remarks);
        }
    }

    /// What was written for firmware of generation `from`, as one of generation `to` reads it.
    public Read readBy(Generation from, Generation to) {
        ServerMigration.Result result = new ServerMigration(from, to).of(top);
        return new Read(new ConfigTree(result.top()), result.remarks());
    }

    /// Puts a value in place of the one there, or adds it with the groups around it; behind the
    /// last element of a list the next one can be begun. `[A, B]` is a list of values. What stood
    /// in a file so far (`password-file`) no longer does, and the other way round.
    ///
    /// @throws PlaceException when there is no such place
    public ConfigTree put(String path, String value) throws PlaceException {
        return new ConfigTree((Mapping) put(top, steps(path), value(value)));
    }

    /// Takes a value, a group or an element of a list away.
    ///
    /// @throws PlaceException when it is not there
    public ConfigTree remove(String path) throws PlaceException {
        return new ConfigTree((Mapping) remove(top, steps(path)));
    }

    /// A place as [#values()] has it: elements of lists by number.
    ///
    /// @throws PlaceException when there is no such place
    public String canonical(String path) throws PlaceException {
        String place = "";
        YamlNode node = top;
        for (String step : steps(path)) {
            switch (node) {
                case Mapping group -> {
                    place = ConfigText.below(place, step);
                    node =
                            Optional.ofNullable(group.entries().get(step))
                                    .map(Entry::value)
                                    .orElseThrow(() ->
                                            new PlaceException(
                                                    "there is no '"
                                                            + step
                                                            + "'"
                                                            + Spelling.hint(
                                                                    step,
                                                                    group.entries().keySet())));
                }
                case Sequence list -> {
                    int at = place(list, step, false);
                    place = ConfigText.below(place, String.valueOf(at + 1));
                    node = list.elements().get(at);
                }
                case Scalar scalar ->
                        throw new PlaceException(
                                "behind a single value there is no '" + step + "'", scalar);
            }
        }
        return place;
    }

    /// All values by their place, in the order of the file; lists of values as `[A, B]`.
    public SequencedMap<String, String> values() {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        collect("", top, values);
        return values;
    }

    /// The whole as YAML, each value on a line of its own.
    public ConfigText text() {
        return ConfigText.of(top);
    }

    private static YamlNode put(YamlNode node, List<String> steps, YamlNode value)
            throws PlaceException {
        if (steps.isEmpty()) {
            if (!(node instanceof Scalar) && value instanceof Scalar && !isEmpty(node)) {
                throw new PlaceException("expected the place of a single value", node);
            }
            return value;
        }
        List<String> rest = steps.subList(1, steps.size());
        String step = steps.getFirst();
        return switch (node) {
            case Mapping group -> {
                SequencedMap<String, Entry> entries = new LinkedHashMap<>(group.entries());
                YamlNode before =
                        Optional.ofNullable(entries.get(step))
                                .map(Entry::value)
                                .orElseGet(() -> begun(rest));
                entries.put(step, new Entry(NO_LINE, put(before, rest, value)));
                entries.remove(sibling(step));
                yield new Mapping(NO_LINE, entries);
            }
            case Sequence list -> {
                List<YamlNode> elements = new ArrayList<>(list.elements());
                int at = place(list, step, true);
                if (at == elements.size()) {
                    elements.add(put(begun(rest), rest, value));
                } else {
                    elements.set(at, put(elements.get(at), rest, value));
                }
                yield new Sequence(NO_LINE, elements);
            }
            case Scalar scalar ->
                    throw new PlaceException(
                            "expected no further step '" + step + "' behind a single value", node);
        };
    }

    private static YamlNode remove(YamlNode node, List<String> steps) throws PlaceException {
        String step = steps.getFirst();
        List<String> rest = steps.subList(1, steps.size());
        return switch (node) {
            case Mapping group -> {
                SequencedMap<String, Entry> entries = new LinkedHashMap<>(group.entries());
                Entry entry = entries.get(step);
                if (entry == null) {
                    throw new PlaceException(
                            "expected something to remove, but there is no '"
                                    + step
                                    + "'"
                                    + Spelling.hint(step, entries.keySet()));
                }
                if (rest.isEmpty()) {
                    entries.remove(step);
                } else {
                    entries.put(step, new Entry(NO_LINE, remove(entry.value(), rest)));
                }
                yield new Mapping(NO_LINE, entries);
            }
            case Sequence list -> {
                List<YamlNode> elements = new ArrayList<>(list.elements());
                int at = place(list, step, false);
                if (rest.isEmpty()) {
                    elements.remove(at);
                } else {
                    elements.set(at, remove(elements.get(at), rest));
                }
                yield new Sequence(NO_LINE, elements);
            }
            case Scalar scalar ->
                    throw new PlaceException(
                            "expected something to remove, but behind a single value there is no '"
                                    + step
                                    + "'",
                            node);
        };
    }

    /// What a new key or element is to hold: a list where it is addressed by number.
    private static YamlNode begun(List<String> rest) {
        if (rest.isEmpty()) {
            return new Scalar(NO_LINE, "");
        }
        return rest.getFirst().equals("1")
                ? new Sequence(NO_LINE, List.of())
                : new Mapping(NO_LINE, new LinkedHashMap<>());
    }

    private static int place(Sequence list, String step, boolean mayBegin) throws PlaceException {
        int size = list.elements().size();
        int most = mayBegin ? size + 1 : size;
        for (int at = 0; at < size; at++) {
            if (isCalled(list.elements().get(at), step)) {
                return at;
            }
        }
        if (step.matches("[1-9]\\d{0,2}") && Integer.parseInt(step) <= most) {
            return Integer.parseInt(step) - 1;
        }
        List<String> names =
                list.elements().stream().flatMap(element -> names(element).stream()).toList();
        throw new PlaceException(
                "expected an element by its place, 1 to "
                        + most
                        + (names.isEmpty() ? "" : ", or its name: " + String.join(", ", names))
                        + "; but came '"
                        + step
                        + "'",
                list);
    }

    private static boolean isCalled(YamlNode element, String step) {
        return names(element).contains(step);
    }

    /// The first of the keys people call an element by, if it has one.
    private static List<String> names(YamlNode element) {
        if (element instanceof Mapping group) {
            for (String key : NAMES) {
                Entry entry = group.entries().get(key);
                if (entry != null && entry.value() instanceof Scalar scalar) {
                    return List.of(scalar.text());
                }
            }
        }
        return List.of();
    }

    /// `x` and `x-file` exclude each other.
    private static String sibling(String key) {
        return key.endsWith(FILE_SUFFIX)
                ? key.substring(0, key.length() - FILE_SUFFIX.length())
                : key + FILE_SUFFIX;
    }

    private static YamlNode value(String written) {
        String text = written.strip();
        if (!text.startsWith("[") || !text.endsWith("]")) {
            return new Scalar(NO_LINE, text);
        }
        String inside = text.substring(1, text.length() - 1).strip();
        List<YamlNode> elements = new ArrayList<>();
        for (String element : inside.isEmpty() ? List.<String>of() : List.of(inside.split(","))) {
            elements.add(new Scalar(NO_LINE, element.strip()));
        }
        return new Sequence(NO_LINE, elements);
    }

    private static boolean isEmpty(YamlNode node) {
        return switch (node) {
            case Mapping group -> group.entries().isEmpty();
            case Sequence list ->
                    list.elements().stream().allMatch(element -> element instanceof Scalar);
            case Scalar scalar -> true;
        };
    }

    private static List<String> steps(String path) {
        return List.of(path.split("\\."));
    }

    private static void collect(String path, YamlNode node, SequencedMap<String, String> values) {
        switch (node) {
            case Scalar scalar -> values.put(path, scalar.text());
            case Mapping group ->
                    group.entries()
                            .forEach((key, entry) ->
                                    collect(ConfigText.below(path, key), entry.value(), values));
            case Sequence list when isEmpty(list) -> values.put(path, listed(list));
            case Sequence list -> {
                for (int at = 0; at < list.elements().size(); at++) {
                    collect(
                            ConfigText.below(path, String.valueOf(at + 1)),
                            list.elements().get(at),
                            values);
                }
            }
        }
    }

    private static String listed(Sequence list) {
        return "["
                + String.join(
                        ", ",
                        list.elements().stream()
                                .map(element -> element instanceof Scalar one ? one.text() : "")
                                .toList())
                + "]";
    }

    /// There is no such place in this configuration; the message is a sentence.
    public static final class PlaceException extends Exception {

        private static final long serialVersionUID = 1;

        /// @param problem says itself what is there
        PlaceException(String problem) {
            super(problem);
        }

        PlaceException(String problem, YamlNode found) {
            super(problem + "; here is " + kind(found));
        }

        /// A single value is not shown: it may be a secret.
        private static String kind(YamlNode found) {
            return found instanceof Scalar ? "a single value" : found.kind();
        }
    }
}
