package org.kadec21.simulation.provider.expression;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/// A part of an expression.
sealed interface Node {

    /// One code point.
    record One(IntPredicate fits) implements Node {}

    /// All of these, one behind the other; none of them is the empty text.
    record Sequence(List<Node> parts) implements Node {}

    /// Any of these.
    record Choice(List<Node> ways) implements Node {}

    /// A part so many times; without `most` as often as it comes.
    record Repeated(Node part, int least, OptionalInt most) implements Node {}

    /// The beginning of the text, or its end.
    record Edge(boolean beginning) implements Node {}

    /// Steps in a program, saturating: an expression can ask for more than a `long` can count.
    default long steps() {
        return switch (this) {
            case One one -> 1;
            case Edge edge -> 1;
            case Sequence(List<Node> parts) -> parts.stream().mapToLong(Node::steps).sum();
            case Choice(List<Node> ways) ->
                    ways.stream().mapToLong(Node::steps).sum() + 2L * ways.size();
            case Repeated(Node part, int least, OptionalInt most) ->
                    Math.min(
                            Integer.MAX_VALUE,
                            (part.steps() + 1) * (Math.max(least, most.orElse(least + 1)) + 1L));
        };
    }
}
