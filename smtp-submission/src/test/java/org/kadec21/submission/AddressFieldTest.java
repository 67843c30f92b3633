package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.submission.AddressField.Unclear;
import org.kadec21.submission.AddressField.Understood;

import java.util.List;

class AddressFieldTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    a@x.test                                   | a@x.test
                    <a@x.test>                                 | a@x.test
                    Ann <a@x.test>                             | a@x.test
                    Ann<a@x.test>                              | a@x.test
                    Ann B. Lee <a@x.test>                      | a@x.test
                    "Lee, Ann" <a@x.test>                      | a@x.test
                    a@x.test <A@x.test>, b@x.test              | A@x.test b@x.test
                    "Ann <no@x.test>" <a@x.test>               | a@x.test
                    "Ann \\"the gale\\" Lee" <a@x.test>        | a@x.test
                    a@x.test, b@x.test                         | a@x.test b@x.test
                    a@x.test,b@x.test,                         | a@x.test b@x.test
                    , a@x.test, , b@x.test                     | a@x.test b@x.test
                    a@x.test, a@x.test                         | a@x.test a@x.test
                    (no@x.test) a@x.test                       | a@x.test
                    a@x.test (was: no@x.test, none@x.test)     | a@x.test
                    a@x.test (one (two@x.test) three)          | a@x.test
                    a@x.test (a \\) b, no@x.test)              | a@x.test
                    a(name)@(at)x(host).test                   | a@x.test
                    Ann (no@x.test) <(in)a@x.test(side)>       | a@x.test
                    "john doe"@x.test                          | "john doe"@x.test
                    "john doe"@x.test, b@x.test                | "john doe"@x.test b@x.test
                    Ann <"a@b"@x.test>                         | "a@b"@x.test
                    "plain"@x.test                             | plain@x.test
                    "a\\\\c"@x.test                              | "a\\\\c"@x.test
                    "a,b"@x.test, c@x.test                     | "a,b"@x.test c@x.test
                    john.doe@x.test                            | john.doe@x.test
                    john . doe @ x . test                      | john.doe@x.test
                    john."q r".doe@x.test                      | "john.q r.doe"@x.test
                    Crew: a@x.test, Ann <b@x.test>;            | a@x.test b@x.test
                    Crew: a@x.test;, c@x.test                  | a@x.test c@x.test
                    Crew: a@x.test; c@x.test                   | a@x.test c@x.test
                    "The, crew": a@x.test;                     | a@x.test
                    Undisclosed recipients:;                   | ''
                    undisclosed-recipients: (none) ;           | ''
                    =?utf-8?Q?J=C3=B6rg?= <a@x.test>           | a@x.test
                    =?utf-8?B?44GC?= =?utf-8?Q?_x?= <a@x.test> | a@x.test
                    =?utf-8?Q?no@x.test,_no?= <a@x.test>       | a@x.test
                    風車 <a@x.test>                            | a@x.test
                    a@[192.0.2.1]                              | a@[192.0.2.1]
                    a@[IPv6:2001:db8::1]                       | a@[IPv6:2001:db8::1]
                    a+tag=1@x-y.test                           | a+tag=1@x-y.test
                    o'brien/x{1}@x.test                        | o'brien/x{1}@x.test
                    unit@localhost                             | unit@localhost
                    (only a comment)                           | ''
                    """)
    void findsEachAddressAndNothingElse(String field, String expected) {
        assertThat(AddressField.of(field)).isEqualTo(new Understood(addresses(expected)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    a                             | expected an address with an @, came 'a' without one
                    Ann Lee                       | 'Ann Lee' without one
                    a@x.test b@x.test             | expected a comma behind a@x.test, came 'b'
                    a@x.test; b@x.test            | expected a comma behind a@x.test, came ';'
                    a@x.test <b@x.test>           | expected a comma behind a@x.test, came '<b@x.test>'
                    Ann Lee@x.test                | expected one word before the @, came 'Ann Lee'
                    a..b@x.test                   | expected one word before the @
                    .a@x.test                     | expected one word before the @
                    a.@x.test                     | expected a name before the @, came 'a .'
                    @x.test                       | expected a name before the @, came nothing
                    a@                            | expected a domain behind the @, came the end
                    a@x..test                     | expected a domain behind the @, came '.'
                    a@x_.test-                    | 'x_.test-' behind the @
                    a@b@x.test                    | expected a comma behind a@b, came '@'
                    <@relay.test:a@x.test>        | a source route; name the last address alone
                    <@r.test,@s.test:a@x.test>    | a source route
                    <>                            | expected an address between < and >, came '>'
                    <a>                           | 'a' without an @
                    <a@x.test                     | expected > behind a@x.test, came the end
                    a@x.test>                     | expected a comma behind a@x.test, came '>'
                    a@x.test (open                | expected an end of a comment
                    "open a@x.test                | expected an end of a quote
                    a@[192.0.2.1                  | expected an end of a bracket
                    a@x.test)                     | came ')'
                    Crew: a@x.test                | expected ; at the end of the group, came the end
                    Crew: a@x.test, Inner: b@x.test;; | expected an address with an @, came 'Inner'
                    : a@x.test;                   | expected an address with an @, came ':'
                    =?utf-8?Q?a=40x.test?=        | without one
                    =?utf-8?Q?a?=@x.test          | not an encoded word
                    jörg@x.test                   | expected an address in ASCII
                    jorg@münchen.test             | xn--
                    a\\b@x.test                   | came '\\'
                    """)
    void saysWhatItDoesNotUnderstand(String field, String problem) {
        assertThat(AddressField.of(field))
                .isInstanceOfSatisfying(
                        Unclear.class,
                        unclear -> assertThat(unclear.problem()).contains(problem).contains("; "));
    }

    @Test
    void readsOverFolds() {
        assertThat(AddressField.of(" Ann\r\n\t(here,\r\n no@x.test)\r\n <a@x.test>,\r\n b@x.test"))
                .isEqualTo(new Understood(List.of("a@x.test", "b@x.test")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n ", ","})
    void anEmptyFieldNamesNobody(String field) {
        assertThat(AddressField.of(field)).isEqualTo(new Understood(List.of()));
    }

    @Test
    void anAddressIsAsLongAsOneMayBe() {
        String domain = "d.".repeat(94) + "d";

        assertThat(AddressField.of("l".repeat(64) + "@" + domain)).isInstanceOf(Understood.class);
        assertThat(AddressField.of("l".repeat(65) + "@x.test")).isInstanceOf(Unclear.class);
        assertThat(AddressField.of("l".repeat(64) + "@d" + domain)).isInstanceOf(Unclear.class);
        assertThat(AddressField.of("l".repeat(1_000_000))).isInstanceOf(Unclear.class);
    }

    /// Of a row of the table: blanks divide addresses unless a quote is open.
    private static List<String> addresses(String expected) {
        return expected.equals("''")
                ? List.of()
                : List.of(expected.split(" (?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)"));
    }
}
