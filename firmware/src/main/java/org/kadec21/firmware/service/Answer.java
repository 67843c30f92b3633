package org.kadec21.firmware.service;

/// What an order came to: the last line said about it.
public sealed interface Answer {

    /// It was carried out.
    ///
    /// @param words one line; what was done, and what to do next where there is something
    record Done(String words) implements Answer {}

    /// It was not.
    ///
    /// @param words one line: what was expected, what came, what to try
    record Refused(Cause cause, String words) implements Answer {}

    /// Why an order was not carried out; the codes are those of the command line
    /// (`docs/command-line.md`).
    enum Cause {
        /// No such order, or not with these words.
        USAGE(64),
        /// A value that is not allowed, or a mail refused for good.
        BAD_DATA(65),
        /// A module, network or server is out of reach.
        UNAVAILABLE(69),
        /// Not now.
        DEFERRED(75),
        /// Nobody knows whether a mail arrived.
        IN_DOUBT(76),
        /// Not logged in, a wrong password, a wrong configuration.
        CONFIGURATION(78);

        private final int code;

        Cause(int code) {
            this.code = code;
        }

        /// The number said on the line.
        public int code() {
            return code;
        }
    }

    /// The line as it goes over the link, without its end.
    default String line() {
        return switch (this) {
            case Done(String words) -> ("ok " + words).strip();
            case Refused(Cause cause, String words) -> "error " + cause.code() + " " + words;
        };
    }
}
