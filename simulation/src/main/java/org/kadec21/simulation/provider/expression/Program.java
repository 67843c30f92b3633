package org.kadec21.simulation.provider.expression;

import org.kadec21.simulation.provider.expression.Expression.Found;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/// An expression as steps. A searcher that stands on a step remembers where in the text it began;
/// of two on the same step only the one that began earlier matters.
final class Program {

    private final List<Step> steps = new ArrayList<>();

    private Program() {}

    /// What a searcher does.
    private sealed interface Step {

        /// Goes on when the next code point fits.
        record Take(IntPredicate fits) implements Step {}

        /// Goes on at both places.
        record Fork(int one, int other) implements Step {}

        /// Goes on at the beginning of the text, or at its end.
        record Check(boolean beginning) implements Step {}

        /// Has found.
        record Done() implements Step {}
    }

    static Program of(Node whole) {
        Program program = new Program();
        program.write(whole);
        program.steps.add(new Step.Done());
        return program;
    }

    private void write(Node node) {
        switch (node) {
            case Node.One(IntPredicate fits) -> steps.add(new Step.Take(fits));
            case Node.Edge(boolean beginning) -> steps.add(new Step.Check(beginning));
            case Node.Sequence(List<Node> parts) -> parts.forEach(this::write);
            case Node.Choice(List<Node> ways) -> writeChoice(ways);
            case Node.Repeated(Node part, int least, OptionalInt most) -> {
                for (int i = 0; i < least; i++) {
                    write(part);
                }
                if (most.isPresent()) {
                    for (int i = least; i < most.getAsInt(); i++) {
                        writeOptional(part, false);
                    }
                } else {
                    writeOptional(part, true);
                }
            }
        }
    }

    private void writeOptional(Node part, boolean again) {
        int fork = reserve();
        write(part);
        if (again) {
            steps.add(new Step.Fork(fork, fork));
        }
        steps.set(fork, new Step.Fork(fork + 1, steps.size()));
    }

    private void writeChoice(List<Node> ways) {
        List<Integer> ends = new ArrayList<>();
        for (Node way : ways.subList(0, ways.size() - 1)) {
            int fork = reserve();
            write(way);
            ends.add(reserve());
            steps.set(fork, new Step.Fork(fork + 1, steps.size()));
        }
        write(ways.getLast());
        ends.forEach(end -> steps.set(end, new Step.Fork(steps.size(), steps.size())));
    }

    /// A place whose step is known later.
    private int reserve() {
        steps.add(new Step.Done());
        return steps.size() - 1;
    }

    Optional<Found> find(String text) {
        Search search = new Search(text);
        int at = 0;
        while (true) {
            search.begin(at);
            if (at == text.length() || search.isOver()) {
                return search.best;
            }
            int c = text.codePointAt(at);
            search.advance(c, at + Character.charCount(c));
            at += Character.charCount(c);
        }
    }

    /// All searchers at one place of the text.
    private final class Search {

        private static final int NOBODY = Integer.MAX_VALUE;

        private final String text;
        private int[] beginnings = nobody();
        private Optional<Found> best = Optional.empty();

        Search(String text) {
            this.text = text;
        }

        /// One more searcher, unless one has found already: it would have begun later.
        void begin(int at) {
            if (best.isEmpty()) {
                place(0, at, at, beginnings);
            }
        }

        void advance(int codePoint, int behind) {
            int[] before = beginnings;
            beginnings = nobody();
            for (int i = 0; i < before.length; i++) {
                boolean stands = before[i] != NOBODY && steps.get(i) instanceof Step.Take;
                if (stands && ((Step.Take) steps.get(i)).fits().test(codePoint)) {
                    place(i + 1, before[i], behind, beginnings);
                }
            }
        }

        boolean isOver() {
            if (best.isEmpty()) {
                return false;
            }
            int from = best.get().from();
            for (int beginning : beginnings) {
                if (beginning <= from) {
                    return false;
                }
            }
            return true;
        }

        /// Puts a searcher on a step, and on all that follow without a character.
        private void place(int first, int beginning, int at, int[] places) {
            List<Integer> open = new ArrayList<>(List.of(first));
            while (!open.isEmpty()) {
                int index = open.removeLast();
                if (places[index] <= beginning) {
                    continue;
                }
                places[index] = beginning;
                switch (steps.get(index)) {
                    case Step.Take take -> {}
                    case Step.Fork(int one, int other) -> {
                        open.add(other);
                        open.add(one);
                    }
                    case Step.Check(boolean wantsBeginning) -> {
                        if (at == (wantsBeginning ? 0 : text.length())) {
                            open.add(index + 1);
                        }
                    }
                    case Step.Done() -> found(new Found(beginning, at));
                }
            }
        }

        private void found(Found candidate) {
            boolean better =
                    best.isEmpty()
                            || candidate.from() < best.get().from()
                            || (candidate.from() == best.get().from()
                                    && candidate.to() > best.get().to());
            if (better) {
                best = Optional.of(candidate);
            }
        }

        private int[] nobody() {
            int[] places = new int[steps.size()];
            Arrays.fill(places, NOBODY);
            return places;
        }
    }
}
