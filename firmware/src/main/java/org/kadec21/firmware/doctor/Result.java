package org.kadec21.firmware.doctor;

/// What a check came to.
public sealed interface Result {

    /// As it should be.
    ///
    /// @param words what was found, one line
    record Ok(String words, Facts facts) implements Result {
        public Ok(String words) {
            this(words, Facts.NONE);
        }
    }

    /// It works, or may work, and somebody should know something about it.
    ///
    /// @param next the next thing to try
    record Warning(String words, String next, Facts facts) implements Result {
        public Warning(String words, String next) {
            this(words, next, Facts.NONE);
        }
    }

    /// It keeps the unit from delivering.
    ///
    /// @param words what was expected and what came
    /// @param next the next thing to try
    record Failure(Blame blame, String words, String next, Facts facts) implements Result {
        public Failure(Blame blame, String words, String next) {
            this(blame, words, next, Facts.NONE);
        }
    }

    /// Nobody looked.
    ///
    /// @param why the reason, and how to have it checked
    record NotChecked(String why, Facts facts) implements Result {
        public NotChecked(String why) {
            this(why, Facts.NONE);
        }
    }

    /// Where a failure lies.
    enum Blame {
        /// A port, module, network or server is out of reach.
        OUT_OF_REACH,
        /// A PIN, a SIM or the unit's configuration.
        CONFIGURATION,
        /// The server answers and refuses, or does not satisfy the unit's policy.
        REFUSED,
        /// A test mail was refused for good.
        REJECTED,
        /// Nobody knows whether a test mail was taken.
        IN_DOUBT
    }
}
