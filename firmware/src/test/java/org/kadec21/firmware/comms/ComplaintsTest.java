package org.kadec21.firmware.comms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.hal.Time;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

class ComplaintsTest {

    private Duration passed = Duration.ZERO;
    private final Time time =
            new Time() {
                @Override
                public Instant now() {
                    return Instant.EPOCH.plus(passed);
                }

                @Override
                public long nanos() {
                    return passed.toNanos();
                }
            };
    private final Complaints complaints = new Complaints(time);

    @Test
    void tellsTheFirstSecondFourthAndEighthInARow() {
        assertThat(heard(10))
                .containsExactly(
                        "no answer",
                        "no answer (2 times now)",
                        "no answer (4 times now)",
                        "no answer (8 times now)");
    }

    @Test
    void tellsAnotherComplaintAtOnce() {
        heard(3);

        assertThat(complaints.heard("wrong password")).contains("wrong password");
    }

    @Test
    void tellsOneADay() {
        heard(4);

        passed = Duration.ofDays(1);

        assertThat(heard(2)).containsExactly("no answer (5 times now)");
    }

    @Test
    void beginsAnewOnceAllWasWell() {
        heard(3);
        complaints.forget();

        assertThat(heard(1)).containsExactly("no answer");
    }

    private List<String> heard(int times) {
        return IntStream.range(0, times)
                .mapToObj(_ -> complaints.heard("no answer"))
                .flatMap(Optional::stream)
                .toList();
    }
}
