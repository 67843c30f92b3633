package org.kadec21.firmware.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The words a key may hold, in the order a user is told them, and what each stands for.
public final class Words<E> {

    private final List<String> known;
    private final List<E> meanings;

    private Words(List<String> known, List<E> meanings) {
        this.known = known;
        this.meanings = meanings;
    }

    public static <E> Words<E> of(String word, E meaning) {
        return new Words<>(List.of(word), List.of(meaning));
    }

    /// These words and one more.
    public Words<E> or(String word, E meaning) {
        List<String> moreWords = new ArrayList<>(known);
        moreWords.add(word);
        List<E> moreMeanings = new ArrayList<>(meanings);
        moreMeanings.add(meaning);
        return new Words<>(List.copyOf(moreWords), List.copyOf(moreMeanings));
    }

    /// What the word means, if it is one of them.
    public Optional<E> meaning(String word) {
        int index = known.indexOf(word);
        return index < 0 ? Optional.empty() : Optional.of(meanings.get(index));
    }

    /// The words, in their order.
    public List<String> known() {
        return known;
    }

    /// `; did you mean 'x'?`, or nothing.
    String suggestion(String word) {
        return Spelling.nearest(word, known)
                .map(candidate -> "; did you mean '" + candidate + "'?")
                .orElse("");
    }
}
