package org.kadec21.simulation.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

@Timeout(30)
class WatchdogTest {

    private static final Duration SHORT = Duration.ofMillis(20);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);

    @Test
    void printsTheStacksOfVirtualThreadsTooWhenNothingMoves() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        Thread.ofVirtual().name("the one that hangs").start(() -> await(held));

        Watchdog watchdog = Watchdog.start(() -> 42, SHORT, out, stuck::countDown);

        stuck.await();
        assertThat(printed.toString(UTF_8))
                .contains("no progress beyond 42")
                .contains("the one that hangs")
                .contains("WatchdogTest.await");
        held.countDown();
        watchdog.close();
    }

    @Test
    void staysSilentWhileTheWorldMoves() throws Exception {
        AtomicLong looks = new AtomicLong();
        CountDownLatch lookedLongEnough = new CountDownLatch(100);
        CountDownLatch stuck = new CountDownLatch(1);

        Watchdog watchdog =
                Watchdog.start(
                        () -> {
                            lookedLongEnough.countDown();
                            return looks.incrementAndGet();
                        },
                        SHORT,
                        out,
                        stuck::countDown);

        lookedLongEnough.await();
        watchdog.close();
        assertThat(stuck.getCount()).isEqualTo(1);
        assertThat(printed.size()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
