package org.kadec21.simulation.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.simulation.realtime.Openings.Event;

import java.util.List;
import java.util.stream.Stream;

class VisitorsTest {

    private final Visitors visitors = new Visitors();

    /// `o` opens, `w` writes, `c` closes.
    @ParameterizedTest
    @CsvSource({
        "o, 0",
        "oc, 1",
        "oco, 1",
        "ococ, 2",
        "oocc, 1",
        "ooccoocc, 2",
        "ocococo, 3",
        "owcowc, 2",
        "c, 0"
    })
    void countsHowOftenTheLastOneLeaves(String events, int hangUps) {
        assertThat(visitors.on(events(events)).hangUps()).isEqualTo(hangUps);
    }

    @ParameterizedTest
    @CsvSource({"wc, true", "c, false", "cow, false", "cowc, true", "wcow, true"})
    void knowsWhetherBytesWereWrittenBefore(String events, boolean bytesFirst) {
        visitors.on(events("o"));

        assertThat(visitors.on(events(events)).bytesFirst()).isEqualTo(bytesFirst);
    }

    @Test
    void knowsWhatWasReadBefore() {
        visitors.on(events("ow"));
        visitors.drained();

        assertThat(visitors.on(events("cow")).bytesFirst()).isFalse();
        assertThat(visitors.on(events("c")).bytesFirst()).isTrue();
    }

    @Test
    void remembersWhoIsThereFromOneTimeToTheNext() {
        assertThat(visitors.on(events("oo")).hangUps()).isZero();
        assertThat(visitors.on(events("c")).hangUps()).isZero();
        assertThat(visitors.anybody()).isTrue();
        assertThat(visitors.on(events("c")).hangUps()).isEqualTo(1);
        assertThat(visitors.anybody()).isFalse();
    }

    private static List<Event> events(String letters) {
        return letters.chars()
                .mapToObj(letter ->
                        Stream.of(Event.values())
                                .filter(event ->
                                        event.name().charAt(0) == Character.toUpperCase(letter))
                                .findFirst()
                                .orElseThrow())
                .toList();
    }
}
