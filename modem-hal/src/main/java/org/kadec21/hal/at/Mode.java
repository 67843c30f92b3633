package org.kadec21.hal.at;

/// How the [Tokenizer] reads the next byte. Whoever understands the lines sets it; the tokenizer
/// never guesses.
sealed interface Mode {

    /// Lines only: a `>` is text like any other.
    record Lines() implements Mode {}

    /// Lines, or one of `marks` at the start of one: a prompt without a line end.
    record Prompt(String marks) implements Mode {}

    /// The next `length` bytes are payload (at least 1), then lines again.
    record Binary(int length) implements Mode {}

    /// Everything is data until another mode is entered.
    record Data() implements Mode {}

    /// Lines, one of which carries a payload in quotes behind its parameter `lengthField` (from 0).
    record Quoted(String prefix, int lengthField) implements Mode {}
}
