package org.kadec21.faults;

import java.util.List;
import java.util.stream.LongStream;

/// Which seeds the table is run with: the one of `-Dkadec21.seed=N`; else one, and many in the full
/// profile.
final class Seeds {

    private static final long STANDARD = 2;

    /// Twenty times the table is about a minute of two processors.
    private static final long IN_FULL = 20;

    private Seeds() {}

    static List<Long> wanted() {
        return wanted(System.getProperty("kadec21.seed", ""), Boolean.getBoolean("kadec21.full"));
    }

    /// @param chosen empty when nobody chose one
    static List<Long> wanted(String chosen, boolean full) {
        if (chosen.isBlank()) {
            return full ? LongStream.rangeClosed(1, IN_FULL).boxed().toList() : List.of(STANDARD);
        }
        try {
            return List.of(Long.valueOf(chosen.strip()));
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(
                    "expected -Dkadec21.seed=N with a whole number, but came '" + chosen + "'",
                    wrong);
        }
    }
}
