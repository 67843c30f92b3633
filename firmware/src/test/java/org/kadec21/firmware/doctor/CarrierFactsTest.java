package org.kadec21.firmware.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/// What a unit learns from its carrier's file.
class CarrierFactsTest {

    private static final Instant FIRST = Instant.parse("2008-09-28T15:00:00Z");
    private static final Instant LAST = Instant.parse("2008-09-30T15:00:00Z");
    private static final CarrierFacts FACTS =
            new CarrierFacts(
                    "KDDI",
                    new TreeMap<>(),
                    List.of(
                            new CarrierFacts.Block(25, LAST, List.of("mail.own.test")),
                            new CarrierFacts.Block(25, FIRST, List.of("mail.own.test", "b.test"))));

    @Test
    void aServerIsBlockedFromTheFirstStepThatLeavesItOut() {
        assertThat(FACTS.blocked(List.of("a.test"), 25)).contains(FIRST);
        assertThat(FACTS.blocked(List.of("B.test"), 25)).contains(LAST);
    }

    @Test
    void severalServersAreBlockedWithTheLastOfThem() {
        assertThat(FACTS.blocked(List.of("a.test", "b.test"), 25)).contains(LAST);
    }

    @Test
    void oneThatStaysOpenIsAWay() {
        assertThat(FACTS.blocked(List.of("a.test", "mail.own.test"), 25)).isEmpty();
    }

    @Test
    void anotherPortIsNotBlocked() {
        assertThat(FACTS.blocked(List.of("a.test"), 587)).isEmpty();
    }
}
