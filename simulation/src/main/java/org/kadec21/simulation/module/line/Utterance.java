package org.kadec21.simulation.module.line;

import java.nio.charset.StandardCharsets;

/// Something a module says on its line: the characters, one a byte and with their line ends, and
/// what they are.
public record Utterance(Kind kind, String text) {

    /// What a module says is one of these.
    public enum Kind {
        /// What the host typed.
        ECHO,
        /// A line of an answer, with the payload it announces right behind it.
        INFORMATION,
        /// What ends a command: `OK`, `ERROR`, `SEND OK`, `CONNECT`.
        RESULT,
        /// A line that nobody asked for.
        UNSOLICITED,
        /// Asks for a payload.
        PROMPT,
        /// Frames and raw text in data mode.
        DATA
    }

    public byte[] bytes() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// The same thing in other characters.
    public Utterance as(String otherText) {
        return new Utterance(kind, otherText);
    }

    /// The line without its ends; more than one line when a payload follows it.
    public String line() {
        return text.strip();
    }

    /// Whether it is one line of printable characters, without a payload.
    public boolean isPlainLine() {
        String line = line();
        return !line.isEmpty() && line.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    }
}
