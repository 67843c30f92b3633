package org.kadec21.modem;

import java.time.Duration;
import java.util.List;

/// One rung of the [ResetLadder].
///
/// @param settle from applying the means to the first word to the module
/// @param budget how long the module may then take to answer
/// @param unless what makes this rung pointless
record Rung(Means means, Duration settle, Duration budget, Unless unless) {

    /// What can be done to a module that does not answer.
    enum Means {
        /// Nothing but asking until the answers fit the questions.
        RESYNC("resync"),
        /// `+++` between two silences (ITU-T V.250 S12), then ESC for a prompt.
        ESCAPE("escape"),
        /// DTR down and up (V.250 `&D2`), then `ATH`.
        HANG_UP("hang-up"),
        /// `ATZ`, `AT&F`.
        REINITIALISE("reinitialise"),
        /// `AT+CFUN=1,1` (3GPP TS 27.007 8.2).
        RESTART("restart"),
        POWER_KEY("power-key"),
        /// The port closed and opened again, under the name it has now: one whose device is gone
        /// may go on seeming open, and one without a wire for DTR drops it by being closed.
        REOPEN("reopen"),
        RESET_LINE("reset-line"),
        /// Supply off and on.
        POWER_CYCLE("power-cycle"),
        /// As many line ends as a payload may have bytes, for a module that takes what it hears as
        /// one.
        FILL("fill-prompt");

        private final String words;

        Means(String words) {
            this.words = words;
        }

        /// Whether it works without the serial port.
        boolean isOutOfBand() {
            return this == RESET_LINE || this == POWER_CYCLE;
        }

        /// Whether it can end a call that is in data mode, where commands are not heard.
        boolean endsCall() {
            return switch (this) {
                case ESCAPE, HANG_UP, REOPEN, RESET_LINE, POWER_CYCLE -> true;
                case RESYNC, REINITIALISE, RESTART, POWER_KEY, FILL -> false;
            };
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /// When a rung is passed over.
    enum Unless {
        NEVER,
        /// The module has said something: it is on, and a power key would switch it off.
        HEARD,
        /// The module has said nothing: it is off, or it does not read commands.
        MUTE
    }

    /// The rungs in their order.
    ///
    /// A module that says nothing at all is probably off, so its power key comes early; twice,
    /// since the first time may have switched one off that was only deaf. When that did not help,
    /// it may be the port that says nothing, or that has no wire for DTR. Filling a prompt comes
    /// last: it completes a payload that somebody else began, which a reset throws away.
    static List<Rung> standard() {
        Duration none = Duration.ZERO;
        Duration spoken = Duration.ofMillis(3200);
        Duration booting = Duration.ofSeconds(15);
        Duration restarting = Duration.ofSeconds(20);
        return List.of(
                new Rung(Means.RESYNC, none, Duration.ofSeconds(4), Unless.NEVER),
                new Rung(Means.ESCAPE, Duration.ofMillis(200), spoken, Unless.NEVER),
                new Rung(Means.HANG_UP, Duration.ofMillis(500), spoken, Unless.NEVER),
                new Rung(Means.REINITIALISE, Duration.ofMillis(500), spoken, Unless.NEVER),
                new Rung(Means.RESTART, Duration.ofSeconds(1), restarting, Unless.MUTE),
                new Rung(Means.POWER_KEY, none, booting, Unless.HEARD),
                new Rung(Means.POWER_KEY, none, booting, Unless.HEARD),
                new Rung(Means.REOPEN, none, Duration.ofSeconds(8), Unless.NEVER),
                new Rung(Means.RESET_LINE, Duration.ofSeconds(1), restarting, Unless.NEVER),
                new Rung(Means.POWER_CYCLE, Duration.ofSeconds(1), restarting, Unless.NEVER),
                new Rung(Means.POWER_KEY, none, booting, Unless.NEVER),
                new Rung(Means.FILL, Duration.ofMillis(500), spoken, Unless.NEVER));
    }
}
