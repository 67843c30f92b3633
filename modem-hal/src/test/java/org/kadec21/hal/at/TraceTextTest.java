package org.kadec21.hal.at;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.hal.at.Trace.Direction;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class TraceTextTest {

    private static final Instant START = Instant.parse("2013-01-01T21:00:00Z");

    private final List<String> lines = new ArrayList<>();
    private final Trace trace = new TraceText(lines::add);

    @Test
    void writesTimesOfOneLength() {
        trace.line(START, Direction.TO_MODULE, "AT");
        trace.line(START.plusNanos(17_000_001), Direction.FROM_MODULE, "OK");

        assertThat(lines)
                .containsExactly("2013-01-01T21:00:00.000Z > AT", "2013-01-01T21:00:00.017Z < OK");
    }

    @Test
    void aLineTellsOneWindowFromTheNext() {
        trace.line(START, Direction.TO_MODULE, "AT+CFUN=0");
        trace.line(START.plus(Duration.ofMinutes(2)), Direction.FROM_MODULE, "OK");
        trace.line(START.plus(Duration.ofHours(9)), Direction.TO_MODULE, "AT");

        assertThat(lines).hasSize(4).element(2).isEqualTo("---- silent for PT8H58M");
    }
}
