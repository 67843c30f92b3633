package org.kadec21.simulation.module.line;

/// How dialling ends (ITU-T V.250 table 1).
public enum CallResult {
    CONNECT("CONNECT", "1"),
    NO_CARRIER("NO CARRIER", "3"),
    NO_DIALTONE("NO DIALTONE", "6"),
    BUSY("BUSY", "7"),
    NO_ANSWER("NO ANSWER", "8");

    private final String words;
    private final String digit;

    CallResult(String words, String digit) {
        this.words = words;
        this.digit = digit;
    }

    public String words() {
        return words;
    }

    public String digit() {
        return digit;
    }

    /// What is told at level `X`: 0 and 1 know neither dial tone nor busy, 2 no busy, 3 no dial
    /// tone (V.250 6.2.7).
    public CallResult at(int level) {
        boolean told =
                switch (this) {
                    case CONNECT, NO_CARRIER, NO_ANSWER -> true;
                    case NO_DIALTONE -> level == 2 || level == 4;
                    case BUSY -> level >= 3;
                };
        return told ? this : NO_CARRIER;
    }
}
