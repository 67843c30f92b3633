package org.kadec21.hal.at;

import java.util.List;
import java.util.OptionalInt;

/// How a command ended: with a final result code (ITU-T V.250 5.7, 3GPP TS 27.007 9.2, 27.005
/// 3.2.5) or without one.
public sealed interface Reply {

    /// Success: `OK`, `0`, or a final the command declared as such.
    ///
    /// @param lines the information lines that belong to the command, in order
    /// @param payload the announced bytes, empty when none were
    record Ok(List<String> lines, byte[] payload) implements Reply {
        public Ok {
            lines = List.copyOf(lines);
        }

        /// The first information line; empty text when there is none.
        public String first() {
            return lines.isEmpty() ? "" : lines.getFirst();
        }

        /// The last information line; empty text when there is none.
        public String last() {
            return lines.isEmpty() ? "" : lines.getLast();
        }
    }

    /// `CONNECT [rate]`: the port is in data mode.
    record Connect(String rate) implements Reply {}

    /// The module understood that it was spoken to, and said no.
    sealed interface Refusal extends Reply {

        /// The module's words, or ours for its number.
        String text();
    }

    /// `ERROR`, `4`, `NA`, `COMMAND NOT SUPPORT`, or a failure the command declared (`SEND FAIL`).
    record Denied(String text) implements Refusal {}

    /// `+CME ERROR: ` number, text or nothing.
    record CmeError(OptionalInt code, String text) implements Refusal {}

    /// `+CMS ERROR: ` number, text or nothing.
    record CmsError(OptionalInt code, String text) implements Refusal {}

    /// `NO CARRIER` as the result of dialling.
    record NoCarrier() implements Refusal {
        @Override
        public String text() {
            return "NO CARRIER";
        }
    }

    /// `BUSY`, `NO DIALTONE` (in two or three words), `NO ANSWER` as the result of dialling.
    record NotConnected(String text) implements Refusal {}

    /// No final result code: nobody knows what became of the command, unless it was not sent.
    sealed interface Unanswered extends Reply {

        /// What was expected and what came.
        String reason();
    }

    /// The deadline came first. The line is in quarantine.
    record Silence(String reason) implements Unanswered {}

    /// The line was in quarantine and did not come into step in time, so the command was not sent.
    /// The line stays in quarantine.
    record OutOfStep(String reason) implements Unanswered {}

    /// An answer that breaks a limit. The line is in quarantine.
    record Unreadable(String reason) implements Unanswered {}

    /// The module restarted in the middle: settings, sockets and registration are gone.
    record Restarted(String reason) implements Unanswered {}

    /// PPP frames came (RFC 1662): the module is in data mode and reads no commands. The line is in
    /// quarantine.
    record DataMode(String reason) implements Unanswered {}

    /// The port is dead.
    record Dead(String reason) implements Unanswered {}
}
