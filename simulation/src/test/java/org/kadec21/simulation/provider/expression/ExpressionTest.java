package org.kadec21.simulation.provider.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.simulation.provider.expression.Expression.Found;
import org.kadec21.simulation.provider.expression.Expression.Problem;

import java.util.Optional;

class ExpressionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    wind               | high wind      | 5 | 9
                    WIND               | high wind      | 5 | 9
                    "high|wind"        | wind, high     | 0 | 4
                    "(ab)+c"           | xababc         | 1 | 6
                    a.c                | xabc           | 1 | 4
                    [0-9]+             | no 123         | 3 | 6
                    [^a-z]             | abc-           | 3 | 4
                    []a]+              | x]a            | 1 | 3
                    [a-]+              | x-a            | 1 | 3
                    \\d{2,3}            | 1 12345        | 2 | 5
                    x{2}               | axxx           | 1 | 3
                    x{2,}              | axxxx          | 1 | 5
                    ^a                 | aa             | 0 | 1
                    a$                 | aba            | 2 | 3
                    ^$                 | ""             | 0 | 0
                    "(a|ab)(c|bcd)"    | abcd           | 0 | 4
                    "x*"               | aaa            | 0 | 0
                    "(|a)b"            | ab             | 0 | 2
                    "(?:a*)*b"         | aaab           | 0 | 4
                    \\w+\\s\\S           | a b            | 0 | 3
                    a\\.b               | a.b            | 0 | 3
                    未承諾広告※         | 【未承諾広告※】 | 1 | 7
                    """)
    void findsTheFirstPlaceAndThereTheLongest(String source, String text, int from, int to) {
        assertThat(usable(source).find(text)).contains(new Found(from, to));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    wind      | rain
                    ^b        | ab
                    a$        | ab
                    x{3}      | xx
                    a.c       | ac
                    [^a]      | aA
                    \\D        | 12
                    a{0}b     | a
                    """)
    void findsNothingWhereItDoesNotFit(String source, String text) {
        assertThat(usable(source).find(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    ""          | EMPTY                   | 0
                    "(a"        | GROUP_NOT_CLOSED        | 0
                    "a)"        | CLOSED_WITHOUT_GROUP    | 1
                    "[a"        | CLASS_NOT_CLOSED        | 0
                    "[z-a]"     | RANGE_BACKWARDS         | 3
                    "a|*"       | NOTHING_TO_REPEAT       | 2
                    "a{x}"      | COUNT_WRONG             | 1
                    "a{3,2}"    | COUNT_WRONG             | 1
                    "a{101}"    | COUNT_WRONG             | 1
                    "a\\"       | NOTHING_AFTER_BACKSLASH | 2
                    "(a)\\1"    | NOT_SUPPORTED           | 4
                    "(?=a)"     | NOT_SUPPORTED           | 1
                    "a+?"       | NOT_SUPPORTED           | 2
                    """)
    void saysWhatIsWrongAndWhere(String source, Problem problem, int at) {
        assertThat(Expression.parse(source)).isEqualTo(new Expression.Wrong(at, problem));
    }

    /// With `java.util.regex` each of these is busy for longer than the sun will shine.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a|aa)+$",
                "(a*)*b",
                "(a+)+b",
                "(.*)*(.*)*(.*)*x",
                "(||||||)(||||||)(||||||)(||||||)(||||||)(||||||)(||||||)(||||||)(||||||)(||||||)x"
            })
    void isDoneSoonWithWhatMakesOthersBacktrackForEver(String source) {
        Optional<Found> found = usable(source).find("a".repeat(5000) + "!");

        assertThat(found.map(Found::to).orElse(0)).isLessThanOrEqualTo(Expression.TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{100}){100}){100}",
                "((((((((((a{100}){100}){100}){100}){100}){100}){100}){100}){100}){100}){100}",
                "(((){100}){100}){100}"
            })
    void refusesRepetitionsThatMultiplyToTooMuch(String source) {
        assertThat(Expression.parse(source))
                .isInstanceOfSatisfying(
                        Expression.Wrong.class,
                        wrong -> assertThat(wrong.problem()).isEqualTo(Problem.TOO_COSTLY));
    }

    @Test
    void survivesTheDeepestNestingThatIsAllowed() {
        String deep = "(".repeat(99) + "a" + ")".repeat(99);

        assertThat(usable(deep).find("a")).contains(new Found(0, 1));
    }

    private static Expression usable(String source) {
        return switch (Expression.parse(source)) {
            case Expression.Usable(Expression expression) -> expression;
            case Expression.Wrong wrong -> throw new AssertionError(source + ": " + wrong);
        };
    }
}
