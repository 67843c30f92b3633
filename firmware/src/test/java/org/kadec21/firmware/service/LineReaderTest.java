package org.kadec21.firmware.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Lines from the service port, however their bytes come.
class LineReaderTest {

    private final LineReader reader = new LineReader();

    @Test
    void eachLineEndEndsOneLine() {
        assertThat(read("one\rtwo\nthree\r\nfour\r\r\n"))
                .containsExactly("one", "two", "three", "four", "");
    }

    @Test
    void aLineInAnyScriptIsReadAsItWasTyped() {
        assertThat(read("set name 風速計\r")).containsExactly("set name 風速計");
    }

    @Test
    void rubbingOutTakesAWholeCharacter() {
        assertThat(read("\b風速\b\u007Fstatuz\bs\r")).containsExactly("status");
    }

    @Test
    void controlCharactersAreNotHeardAndALineCanBeBegunAnew() {
        assertThat(read("gar\u0000b\u001Bage\u0015st\tatus\u0007\r")).containsExactly("st atus");
    }

    @Test
    void aLineOfTheGreatestLengthIsOneAndALongerOneIsThrownAway() {
        String most = "x".repeat(LineReader.MOST_BYTES);

        assertThat(read(most + "\r")).containsExactly(most);
        assertThat(read(most + "y\rstatus\r")).containsExactly("(too long)", "status");
    }

    private List<String> read(String typed) {
        List<String> lines = new ArrayList<>();
        for (byte next : typed.getBytes(StandardCharsets.UTF_8)) {
            reader.accept(next)
                    .ifPresent(event ->
                            lines.add(
                                    switch (event) {
                                        case Console.Event.Line(String text) -> text;
                                        case Console.Event.TooLong tooLong -> "(too long)";
                                    }));
        }
        return lines;
    }
}
