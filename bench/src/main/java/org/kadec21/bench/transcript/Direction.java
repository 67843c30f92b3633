package org.kadec21.bench.transcript;

/// Who speaks on a serial line.
public enum Direction {
    HOST('>'),
    MODULE('<'),

    /// Nobody: something happened to the line.
    LINE('=');

    private final char mark;

    Direction(char mark) {
        this.mark = mark;
    }

    /// How it is written in front of what was said.
    public char mark() {
        return mark;
    }
}
