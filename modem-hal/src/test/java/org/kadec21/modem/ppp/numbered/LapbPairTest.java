package org.kadec21.modem.ppp.numbered;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.hal.Deadline;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Two ends on a line that loses frames by chance, both ways: everything arrives once and in
/// sequence, in bounded time.
class LapbPairTest {

    private static final Duration TRAVEL = Duration.ofMillis(150);
    private static final int PIECES = 200;

    private final List<Integer> atA = new ArrayList<>();
    private final List<Integer> atB = new ArrayList<>();
    private final Deque<Flight> flights = new ArrayDeque<>();
    private final Lapb a = new Lapb(Limits.WINDOW);
    private final Lapb b = new Lapb(Limits.WINDOW);
    private Deadline now = Deadline.at(0);
    private int ups;

    private record Flight(Lapb to, Deadline at, NumberedFrame frame) {}

    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 12",
        "2, 0.1, 0, 150",
        "3, 0.3, 0.01, 150",
        "4, 0.62, 0.05, 600",
        "5, 0.62, 0.05, 600",
        "6, 0.75, 0.1, 600"
    })
    void bringsEverythingOnceAndInSequence(int seed, double loss, double noise, int most) {
        Random chance = new Random(seed);
        a.lineIs(new Noise(noise));
        b.lineIs(new Noise(noise));
        on(a, new LapbEvent.Begun(), loss, chance);
        for (int piece = 0; piece < PIECES; piece++) {
            on(a, new LapbEvent.Given(new byte[] {(byte) piece}), loss, chance);
            on(b, new LapbEvent.Given(new byte[] {(byte) piece}), loss, chance);
        }

        while (atA.size() < PIECES || atB.size() < PIECES) {
            step(loss, chance);
            assertThat(Duration.ofNanos(now.atNanos())).isLessThan(Duration.ofSeconds(most));
        }

        List<Integer> all = IntStream.range(0, PIECES).boxed().toList();
        assertThat(atA).isEqualTo(all);
        assertThat(atB).isEqualTo(all);
        assertThat(ups).isEqualTo(2);
    }

    private void step(double loss, Random chance) {
        Deadline due = a.wakeAt().earlier(b.wakeAt());
        if (!flights.isEmpty() && flights.getFirst().at().compareTo(due) <= 0) {
            Flight next = flights.removeFirst();
            now = next.at();
            on(next.to(), new LapbEvent.Came(next.frame()), loss, chance);
        } else {
            now = due;
            on(a, new LapbEvent.Woken(), loss, chance);
            on(b, new LapbEvent.Woken(), loss, chance);
        }
    }

    private void on(Lapb end, LapbEvent event, double loss, Random chance) {
        for (LapbCommand command : end.on(event, now)) {
            switch (command) {
                case LapbCommand.Send(NumberedFrame frame, int copies) -> {
                    for (int copy = 0; copy < copies; copy++) {
                        if (chance.nextDouble() >= loss) {
                            flights.add(new Flight(end == a ? b : a, now.plus(TRAVEL), frame));
                        }
                    }
                }
                case LapbCommand.Arrived(byte[] content) ->
                        (end == a ? atA : atB).add(content[0] & 0xff);
                case LapbCommand.Up() -> ups++;
                case LapbCommand.Down(String what) -> throw new AssertionError(what);
            }
        }
    }
}
