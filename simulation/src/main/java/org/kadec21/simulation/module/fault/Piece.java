package org.kadec21.simulation.module.fault;

import org.kadec21.simulation.module.line.Utterance;

import java.time.Duration;

/// Something said, and the silence before it; whatever comes later waits too.
public record Piece(Duration pause, Utterance utterance) {

    public static Piece of(Utterance utterance) {
        return new Piece(Duration.ZERO, utterance);
    }

    /// The same piece in other characters.
    Piece as(String text) {
        return new Piece(pause, utterance.as(text));
    }

    /// The same piece after more silence.
    Piece after(Duration more) {
        return new Piece(pause.plus(more), utterance);
    }
}
