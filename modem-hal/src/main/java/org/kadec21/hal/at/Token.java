package org.kadec21.hal.at;

/// What the [Tokenizer] makes of a module's bytes.
sealed interface Token {

    /// A line with something on it, without its end and surrounding blanks.
    record Line(String text) implements Token {}

    /// The module waits for a payload; no line end follows. `mark` is `>` or `@`.
    record Prompt(char mark) implements Token {}

    /// All the bytes that were announced, whatever they look like.
    record Payload(byte[] bytes) implements Token {}

    /// Bytes of data mode, as they came.
    record Raw(byte[] bytes) implements Token {}

    /// A line longer than [Tokenizer#LINE_BYTES]; its text is lost.
    record Overlong(int bytes) implements Token {}
}
