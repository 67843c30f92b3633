package org.kadec21.firmware.update;

import java.util.Optional;
import java.util.stream.Stream;

/// One of the two places for an image on a board.
public enum Slot {
    A(1, "a"),
    B(2, "b");

    private final int code;
    private final String word;

    Slot(int code, String word) {
        this.code = code;
        this.word = word;
    }

    /// As in file names and sentences.
    public String word() {
        return word;
    }

    public Slot other() {
        return this == A ? B : A;
    }

    /// Its number in a slot table.
    int code() {
        return code;
    }

    static Optional<Slot> of(int code) {
        return Stream.of(values()).filter(slot -> slot.code == code).findFirst();
    }
}
