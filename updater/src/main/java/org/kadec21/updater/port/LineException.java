package org.kadec21.updater.port;

import java.io.IOException;

/// The line to a unit, or what came over it, is not as expected. The message is a sentence for
/// people.
public class LineException extends IOException {

    private final Blame blame;

    /// What has to be different before it can work.
    public enum Blame {
        /// The line: a cable, a port, a speed, a unit that does not answer.
        LINE,
        /// What was asked for: the unit will not have it.
        ORDER,
        /// The moment: the same again later.
        MOMENT,
        /// A password, or how the unit is set up.
        CONFIGURATION
    }

    /// The line is to blame.
    public LineException(String message) {
        this(Blame.LINE, message);
    }

    LineException(Blame blame, String message) {
        super(message);
        this.blame = blame;
    }

    /// For programs.
    public Blame blame() {
        return blame;
    }
}
