package org.kadec21.simulation.provider.expression;

import org.kadec21.simulation.provider.expression.Expression.Parsed;
import org.kadec21.simulation.provider.expression.Expression.Problem;
import org.kadec21.simulation.provider.expression.Expression.Usable;
import org.kadec21.simulation.provider.expression.Expression.Wrong;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads an expression by recursive descent; [Expression#LENGTH] bounds its depth. The first
/// problem ends the reading.
final class ExpressionParser {

    private static final int MOST_COUNTED = 100;
    private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,3})(,(\\d{1,3})?)?\\}");

    private final String source;
    private Optional<Wrong> wrong = Optional.empty();
    private int at;

    ExpressionParser(String source) {
        this.source = source;
    }

    Parsed parse() {
        Node whole = choice();
        if (wrong.isEmpty() && at < source.length()) {
            fail(Problem.CLOSED_WITHOUT_GROUP);
        }
        if (wrong.isEmpty() && whole.steps() >= Expression.INSTRUCTIONS) {
            fail(Problem.TOO_COSTLY);
        }
        return wrong.<Parsed>map(found -> found)
                .orElseGet(() -> new Usable(new Expression(source, Program.of(whole))));
    }

    private Node choice() {
        List<Node> ways = new ArrayList<>();
        ways.add(sequence());
        while (comes('|')) {
            at++;
            ways.add(sequence());
        }
        return ways.size() == 1 ? ways.getFirst() : new Node.Choice(ways);
    }

    private Node sequence() {
        List<Node> parts = new ArrayList<>();
        while (at < source.length() && !comes('|') && !comes(')')) {
            parts.add(repeated(part()));
        }
        return new Node.Sequence(parts);
    }

    private Node part() {
        int c = source.codePointAt(at);
        return switch (c) {
            case '(' -> group();
            case '[' -> characterClass();
            case '\\' -> new Node.One(escaped());
            case '*', '+', '?', '{' -> fail(Problem.NOTHING_TO_REPEAT);
            case '^', '$' -> {
                at++;
                yield new Node.Edge(c == '^');
            }
            case '.' -> {
                at++;
                yield new Node.One(any -> true);
            }
            default -> {
                at += Character.charCount(c);
                yield new Node.One(only(c));
            }
        };
    }

    private Node group() {
        int opened = at;
        at++;
        if (source.startsWith("?:", at)) {
            at += 2;
        } else if (comes('?')) {
            return fail(Problem.NOT_SUPPORTED);
        }
        Node inside = choice();
        if (!comes(')')) {
            at = wrong.isEmpty() ? opened : at;
            return fail(Problem.GROUP_NOT_CLOSED);
        }
        at++;
        return inside;
    }

    private Node repeated(Node part) {
        if (!repetitionComes()) {
            return part;
        }
        Node result;
        if (comes('{')) {
            result = counted(part);
        } else {
            char sign = source.charAt(at);
            at++;
            result =
                    new Node.Repeated(
                            part,
                            sign == '+' ? 1 : 0,
                            sign == '?' ? OptionalInt.of(1) : OptionalInt.empty());
        }
        return repetitionComes() ? fail(Problem.NOT_SUPPORTED) : result;
    }

    private boolean repetitionComes() {
        return comes('*') || comes('+') || comes('?') || comes('{');
    }

    private Node counted(Node part) {
        Matcher count = COUNT.matcher(source).region(at, source.length());
        if (!count.lookingAt()) {
            return fail(Problem.COUNT_WRONG);
        }
        int least = Integer.parseInt(count.group(1));
        OptionalInt most =
                count.group(2) == null
                        ? OptionalInt.of(least)
                        : count.group(3) == null
                                ? OptionalInt.empty()
                                : OptionalInt.of(Integer.parseInt(count.group(3)));
        if (least > MOST_COUNTED
                || most.orElse(least) > MOST_COUNTED
                || most.orElse(least) < least) {
            return fail(Problem.COUNT_WRONG);
        }
        at = count.end();
        return new Node.Repeated(part, least, most);
    }

    private Node characterClass() {
        int opened = at;
        at++;
        boolean opposite = comes('^');
        at += opposite ? 1 : 0;
        IntPredicate fits = none -> false;
        boolean first = true;
        while (at < source.length() && (first || !comes(']'))) {
            fits = fits.or(member());
            first = false;
        }
        if (wrong.isPresent() || !comes(']')) {
            at = wrong.isEmpty() ? opened : at;
            return fail(Problem.CLASS_NOT_CLOSED);
        }
        at++;
        return new Node.One(opposite ? fits.negate() : fits);
    }

    /// A class, a character, or a range of characters, inside of brackets.
    private IntPredicate member() {
        if (comes('\\')) {
            return escaped();
        }
        int from = source.codePointAt(at);
        at += Character.charCount(from);
        boolean range = comes('-') && at + 1 < source.length() && source.charAt(at + 1) != ']';
        if (!range) {
            return only(from);
        }
        at++;
        int to = source.codePointAt(at);
        if (to == '\\' || to < from) {
            fail(to == '\\' ? Problem.NOT_SUPPORTED : Problem.RANGE_BACKWARDS);
            return none -> false;
        }
        at += Character.charCount(to);
        return anyCase(c -> c >= from && c <= to);
    }

    private IntPredicate escaped() {
        at++;
        if (at >= source.length()) {
            fail(Problem.NOTHING_AFTER_BACKSLASH);
            return none -> false;
        }
        int c = source.codePointAt(at);
        IntPredicate named =
                switch (Character.toLowerCase(c)) {
                    case 'd' -> digit -> digit >= '0' && digit <= '9';
                    case 'w' -> letter -> Character.isLetterOrDigit(letter) || letter == '_';
                    case 's' -> Character::isWhitespace;
                    case 't' -> only('\t');
                    default -> only(c);
                };
        boolean known = "dDwWsSt".indexOf(c) >= 0;
        if (!known && Character.isLetterOrDigit(c)) {
            fail(Problem.NOT_SUPPORTED);
            return none -> false;
        }
        at += Character.charCount(c);
        return known && Character.isUpperCase(c) ? named.negate() : named;
    }

    private static IntPredicate only(int codePoint) {
        return anyCase(c -> c == codePoint);
    }

    private static IntPredicate anyCase(IntPredicate fits) {
        return c ->
                fits.test(c)
                        || fits.test(Character.toLowerCase(c))
                        || fits.test(Character.toUpperCase(c));
    }

    private boolean comes(char c) {
        return at < source.length() && source.charAt(at) == c;
    }

    /// Notes the first problem, and leaves nothing more to read.
    private Node fail(Problem problem) {
        if (wrong.isEmpty()) {
            wrong = Optional.of(new Wrong(Math.min(at, source.length()), problem));
        }
        at = source.length();
        return new Node.Sequence(List.of());
    }
}
