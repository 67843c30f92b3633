package org.kadec21.simulation.module.line;

/// Finds the speed of the line from the first `AT` after a start, as `+IPR=0` asks for (ITU-T V.250
/// 6.2.10): the line it stands on is lost, and what the module has to say before that is lost too.
final class Autobaud {

    private static final char LOWER_CASE = 'a' - 'A';

    private boolean searching;
    private boolean found;
    private char before;

    /// The module starts with this speed; 0 begins the search.
    void start(int bitsPerSecond) {
        searching = bitsPerSecond == 0;
        found = false;
        before = 0;
    }

    boolean isSearching() {
        return searching;
    }

    /// Takes a byte during the search, which ends with the line on which `AT` stood.
    void hear(char c, char terminator) {
        if (found) {
            searching = c != terminator;
        } else {
            found = isLetter(before, 'A') && isLetter(c, 'T');
            before = c;
        }
    }

    private static boolean isLetter(char c, char upper) {
        return c == upper || c == upper + LOWER_CASE;
    }
}
