package org.kadec21.simulation.module.line;

import java.util.List;
import java.util.function.Function;

/// How a command ends. Text is ISO 8859-1, one character a byte, so that it can carry binary data.
public sealed interface Reply {

    /// Information lines, then OK (at the end of the command line).
    record Ok(List<String> information) implements Reply {
        public Ok {
            information = List.copyOf(information);
        }
    }

    /// ERROR or `+CME ERROR`, as `+CMEE` says; ends the command line.
    record Failed(ErrorCause error) implements Reply {}

    /// A final result in words of its own, like `SEND OK`; ends the command line.
    record Verdict(String text) implements Reply {}

    /// A call did not come about or is over; ends the command line.
    record CallEnded(CallResult result) implements Reply {}

    /// The port goes into data mode behind `words`.
    record Online(String words) implements Reply {}

    /// A prompt; the bytes that follow go to `whenComplete`.
    ///
    /// @param mark what the module says to ask for them
    record Prompt(PayloadEnd end, String mark, Function<byte[], Reply> whenComplete)
            implements Reply {

        public Prompt(PayloadEnd end, Function<byte[], Reply> whenComplete) {
            this(end, "> ", whenComplete);
        }
    }

    /// The port stays busy until [CommandInterpreter#finish(Reply)].
    record Pending() implements Reply {}

    /// Where the payload after a prompt ends.
    sealed interface PayloadEnd {

        /// After exactly so many bytes, whatever they are.
        record Length(int bytes) implements PayloadEnd {}

        /// At Ctrl-Z; ESC abandons it.
        record CtrlZ() implements PayloadEnd {}
    }

    static Reply ok(String... information) {
        return new Ok(List.of(information));
    }

    static Reply failed(ErrorCause error) {
        return new Failed(error);
    }

    /// OK when `valid`, else the cause.
    static Reply okIf(boolean valid, ErrorCause otherwise) {
        return valid ? ok() : failed(otherwise);
    }
}
