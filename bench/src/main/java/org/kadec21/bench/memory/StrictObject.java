package org.kadec21.bench.memory;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// A JSON object that must have exactly the fields asked for, each of the kind expected.
final class StrictObject {

    private final String path;
    private final JsonNode node;
    private final Set<String> left;

    /// What a person is told: where, what was expected, what came.
    static final class Mismatch extends Exception {

        private static final long serialVersionUID = 1L;

        Mismatch(String path, String expected, String came) {
            super(
                    "expected "
                            + expected
                            + " as "
                            + path
                            + ", but "
                            + (came.isEmpty() ? "there is none" : "came " + came));
        }
    }

    /// @param path where it stands, for messages
    StrictObject(String path, JsonNode node) throws Mismatch {
        if (!node.isObject()) {
            throw new Mismatch(path, "an object", kind(node));
        }
        this.path = path;
        this.node = node;
        left = new TreeSet<>(node.propertyNames());
    }

    StrictObject object(String name) throws Mismatch {
        return new StrictObject(at(name), take(name, "an object", JsonNode::isObject));
    }

    List<StrictObject> objects(String name, int most) throws Mismatch {
        JsonNode array =
                take(
                        name,
                        "a list of at most " + most,
                        list -> list.isArray() && list.size() <= most);
        List<StrictObject> all = new ArrayList<>();
        for (JsonNode element : array) {
            all.add(new StrictObject(at(name) + "[" + all.size() + "]", element));
        }
        return all;
    }

    int number(String name, int least, int most) throws Mismatch {
        return take(
                        name,
                        "a number from " + least + " to " + most,
                        value ->
                                value.canConvertToInt()
                                        && value.isIntegralNumber()
                                        && value.intValue() >= least
                                        && value.intValue() <= most)
                .intValue();
    }

    boolean flag(String name) throws Mismatch {
        return take(name, "true or false", JsonNode::isBoolean).booleanValue();
    }

    String text(String name, String expected, Predicate<String> fits) throws Mismatch {
        return take(name, expected, value -> value.isString() && fits.test(value.stringValue()))
                .stringValue();
    }

    /// Nothing else may stand there.
    void requireNothingElse() throws Mismatch {
        if (!left.isEmpty()) {
            throw new Mismatch(path, "no field but the known ones", String.join(", ", left));
        }
    }

    /// A value is not repeated in the message: it may be a PIN.
    private JsonNode take(String name, String expected, Predicate<JsonNode> fits) throws Mismatch {
        left.remove(name);
        JsonNode value = node.path(name);
        if (!fits.test(value)) {
            throw new Mismatch(at(name), expected, kind(value));
        }
        return value;
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case MISSING -> "";
            case ARRAY -> "another list";
            case BOOLEAN -> "true or false";
            case NUMBER -> "another number";
            case STRING -> "another text";
            case BINARY, NULL, OBJECT, POJO -> "something else";
        };
    }
}
