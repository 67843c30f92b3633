package org.kadec21.firmware.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Which known word somebody probably meant.
public final class Spelling {

    /// More edits than this are another word, not a slip.
    private static final int MOST_EDITS = 3;

    private Spelling() {}

    /// The known word nearest to `word`, if one is near enough.
    static Optional<String> nearest(String word, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> edits(word, candidate)))
                .filter(candidate ->
                        edits(word, candidate) <= Math.min(MOST_EDITS, candidate.length() / 2 + 1));
    }

    /// `; did you mean 'x'?`, or the list of what is known.
    public static String hint(String word, Collection<String> known) {
        return nearest(word, known)
                .map(candidate -> "; did you mean '" + candidate + "'?")
                .orElseGet(() -> "; known here: " + String.join(", ", known));
    }

    /// Levenshtein distance.
    private static int edits(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int j = 0; j < previous.length; j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced =
                        previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
