package org.kadec21.simulation.provider.expression;

import java.util.Optional;

/// A regular expression as far as it can be searched for without going back in the text:
/// characters, `.`, classes (`[a-z]`, `[^0-9]`, `\d \w \s` and their opposites), groups, `|`, `* +
/// ?`, `{n,m}`, `^`, `$`. Case does not matter.
///
/// `java.util.regex` goes back, and an expression of twenty characters can keep it busy for years;
/// counting the characters it looks at does not help, since it can try alternatives without looking
/// at any. Here all alternatives advance together (K. Thompson, Regular Expression Search
/// Algorithm, 1968): at most [#INSTRUCTIONS] steps for each character, so that no limit of time is
/// needed. References back and lookaround have no place in it and are refused.
///
/// ```java
/// switch (Expression.parse("wind|rain")) {
///     case Expression.Usable(Expression found) -> found.find("high wind");
///     case Expression.Wrong(int at, Expression.Problem problem) -> ...
/// }
/// ```
public final class Expression {

    /// Characters of an expression, at most.
    public static final int LENGTH = 200;

    /// Characters of a text that are searched, at most; the rest is not looked at. RFC 5322 2.1.1
    /// allows a line 998.
    public static final int TEXT = 1000;

    /// Steps that an expression may have after its counted repetitions were written out.
    public static final int INSTRUCTIONS = 2000;

    private final String source;
    private final Program program;

    Expression(String source, Program program) {
        this.source = source;
        this.program = program;
    }

    /// What became of a text that should be an expression.
    public sealed interface Parsed permits Usable, Wrong {}

    /// It can be used.
    public record Usable(Expression expression) implements Parsed {}

    /// It cannot be used.
    ///
    /// @param at where it went wrong, in characters from 0
    public record Wrong(int at, Problem problem) implements Parsed {}

    /// What can be wrong with an expression.
    public enum Problem {
        EMPTY,
        TOO_LONG,
        /// More than [#INSTRUCTIONS] steps, as `((a{100}){100}){100}` would have.
        TOO_COSTLY,
        GROUP_NOT_CLOSED,
        CLOSED_WITHOUT_GROUP,
        CLASS_NOT_CLOSED,
        RANGE_BACKWARDS,
        NOTHING_TO_REPEAT,
        COUNT_WRONG,
        NOTHING_AFTER_BACKSLASH,
        /// `\1`, `\b`, `(?=`, `(?<name>`, possessive and reluctant quantifiers.
        NOT_SUPPORTED
    }

    /// Where an expression was found, in characters: `from` is in it, `to` is the first behind it.
    public record Found(int from, int to) {}

    public static Parsed parse(String source) {
        if (source.isEmpty()) {
            return new Wrong(0, Problem.EMPTY);
        }
        if (source.length() > LENGTH) {
            return new Wrong(LENGTH, Problem.TOO_LONG);
        }
        return new ExpressionParser(source).parse();
    }

    /// The first place it fits, and there the longest.
    public Optional<Found> find(String text) {
        return program.find(text.substring(0, Math.min(text.length(), TEXT)));
    }

    /// As it was written.
    @Override
    public String toString() {
        return source;
    }
}
