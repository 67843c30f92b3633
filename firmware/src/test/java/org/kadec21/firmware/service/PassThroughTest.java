package org.kadec21.firmware.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.firmware.service.PassThrough.Place;

/// What of a person's typing reaches the module.
class PassThroughTest {

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    'ATI|',          'ATI|'
                    'ATI|~.',        'ATI|(end)'
                    '~.',            '(end)'
                    'AT~.',          'AT~.'
                    '~~.',           '~.'
                    '~x',            '~x'
                    '~|~.',          '~|(end)'
                    'AT|~~~.|',      'AT|~~.|'
                    '+++',           '+++'
                    """)
    void onlyATildeAndADotAtTheBeginningOfALineEndIt(String typed, String reached) {
        StringBuilder module = new StringBuilder();
        Place place = Place.BEGINNING;
        for (int at = 0; at < typed.length(); at++) {
            char letter = typed.charAt(at);
            PassThrough.Step step =
                    PassThrough.accept(place, (byte) (letter == '|' ? '\r' : letter));
            place = step.place();
            for (byte sent : step.bytes()) {
                module.append(sent == '\r' ? '|' : (char) sent);
            }
            module.append(step.ends() ? "(end)" : "");
        }

        assertThat(module).hasToString(reached);
    }
}
