package org.kadec21.hal.at;

import org.kadec21.hal.Deadline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One command in flight and what has come for it so far. Knows nothing of URCs, of bytes or of
/// time passing.
final class Exchange {

    /// Most payload bytes a module may announce; sockets are read in portions of 1500.
    static final int PAYLOAD_BYTES = 8192;

    /// What is left of a line whose quoted payload was taken out.
    private static final String CLOSING_QUOTE = "\"";

    private final Command command;
    private final Deadline deadline;
    private final List<String> lines = new ArrayList<>();
    private byte[] payload = new byte[0];
    private boolean payloadSent;

    Exchange(Command command, Deadline deadline) {
        this.command = command;
        this.deadline = deadline;
    }

    Command command() {
        return command;
    }

    Deadline deadline() {
        return deadline;
    }

    /// Whether the module may still be waiting for this command's payload.
    boolean mayBeAtPrompt() {
        return command.payload().isPresent() && !payloadSent;
    }

    /// The payload, to be sent now and only once.
    Optional<byte[]> takePayload() {
        Optional<byte[]> toSend = payloadSent ? Optional.empty() : command.payload();
        payloadSent = true;
        return toSend;
    }

    /// What a line means for this command.
    Meaning meaningOf(String line) {
        if (line.equals(command.text())) {
            return new Meaning.Echo();
        }
        Optional<Reply> end = FinalResult.of(line, command, lines, payload);
        if (end.isPresent() && end.get() instanceof Reply.Ok && mayBeAtPrompt()) {
            return new Meaning.Broken(
                    "expected a prompt before the success of "
                            + command
                            + ", came "
                            + line
                            + " while the payload was still here");
        }
        if (end.isPresent()) {
            return new Meaning.Final(end.get());
        }
        return switch (command.answer()) {
            case Answer.None() -> new Meaning.Foreign();
            case Answer.Prefixed(String prefix, int most, var shape) ->
                    line.startsWith(prefix) && lines.size() < most && shape.test(Fields.of(line))
                            ? new Meaning.Mine()
                            : new Meaning.Foreign();
            case Answer.Bare(int most) ->
                    lines.size() < most ? new Meaning.MineUnlessUrc() : new Meaning.Foreign();
            case Answer.Announced(String prefix, int lengthField) ->
                    announcement(line, prefix, lengthField);
            case Answer.Quoted(String prefix, int lengthField) ->
                    line.equals(CLOSING_QUOTE)
                            ? new Meaning.Echo()
                            : announcement(line, prefix, lengthField);
        };
    }

    private Meaning announcement(String line, String prefix, int lengthField) {
        return Fields.squeezed(line).startsWith(Fields.squeezed(prefix)) && lines.isEmpty()
                ? announced(Fields.of(line).number(lengthField).orElse(0))
                : new Meaning.Foreign();
    }

    private static Meaning announced(int length) {
        if (length < 0 || length > PAYLOAD_BYTES) {
            return new Meaning.Broken(
                    "expected at most "
                            + PAYLOAD_BYTES
                            + " payload bytes, the module announced "
                            + length);
        }
        return length == 0 ? new Meaning.Mine() : new Meaning.Announcing(length);
    }

    void keep(String line) {
        lines.add(line);
    }

    void keep(byte[] bytes) {
        payload = bytes;
    }

    /// What a line means for the command in flight.
    sealed interface Meaning {

        /// Our own command, echoed.
        record Echo() implements Meaning {}

        /// An information line of this command.
        record Mine() implements Meaning {}

        /// An information line of this command if it is not a known URC.
        record MineUnlessUrc() implements Meaning {}

        /// An information line of this command, and `length` payload bytes follow.
        record Announcing(int length) implements Meaning {}

        /// The end.
        record Final(Reply reply) implements Meaning {}

        /// The end too, since it breaks a limit.
        record Broken(String reason) implements Meaning {}

        /// Not for this command.
        record Foreign() implements Meaning {}
    }
}
