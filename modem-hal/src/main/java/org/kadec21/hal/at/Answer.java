package org.kadec21.hal.at;

import java.util.function.Predicate;

/// Which lines between a command and its final result code belong to the command.
public sealed interface Answer {

    /// None: only the final result code.
    record None() implements Answer {}

    /// Up to `most` lines that start with `prefix` and whose parameters have the right shape. The
    /// shape tells `+CREG: 0,1`, the answer, from `+CREG: 1`, the URC.
    record Prefixed(String prefix, int most, Predicate<Fields> shape) implements Answer {}

    /// Up to `most` lines that are no known URC: information text without a prefix, as of `+CGMI`.
    record Bare(int most) implements Answer {}

    /// One line that starts with `prefix` and announces in its parameter `lengthField` (from 0) how
    /// many payload bytes follow it.
    record Announced(String prefix, int lengthField) implements Answer {}

    /// The same with the payload on the line itself, in quotes that delimit nothing: `+USORD:
    /// 0,6,"..."` (u-blox).
    record Quoted(String prefix, int lengthField) implements Answer {}
}
