package org.kadec21.bench.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.concurrent.CountDownLatch;

@Timeout(30)
class ScreenTest {

    @Test
    void linesAppearAboveThePromptAndWhatWasTyped() {
        StringWriter shown = new StringWriter();
        try (Screen screen = Screen.on(new PrintWriter(shown), true)) {
            screen.prompt("module> sig");
            screen.show("> AT");
        }

        assertThat(shown.toString())
                .isEqualTo("\r\u001B[Kmodule> sig\r\u001B[K> AT\r\nmodule> sig\r\u001B[K");
    }

    @Test
    void withoutATerminalThereAreOnlyLines() {
        StringWriter shown = new StringWriter();
        try (Screen screen = Screen.on(new PrintWriter(shown), false)) {
            screen.prompt("module> ");
            screen.show("> AT");
        }

        assertThat(shown.toString()).isEqualToNormalizingNewlines("> AT\n");
    }

    @Test
    void aReaderThatStandsStillStopsNobodyAndIsToldWhatItMissed() {
        CountDownLatch stuck = new CountDownLatch(1);
        StringBuilder shown = new StringBuilder();
        Screen screen = Screen.on(new PrintWriter(new StuckWriter(stuck, shown)), false);
        for (int i = 0; i < 3 * Screen.MAX_WAITING; i++) {
            screen.show("line " + i);
        }
        stuck.countDown();
        screen.close();

        assertThat(shown.toString().lines().count()).isLessThan(2L * Screen.MAX_WAITING);
        assertThat(shown.toString()).contains(" lines are missing: they came too fast");
    }

    private static final class StuckWriter extends Writer {

        private final CountDownLatch stuck;
        private final StringBuilder shown;

        StuckWriter(CountDownLatch stuck, StringBuilder shown) {
            this.stuck = stuck;
            this.shown = shown;
        }

        @Override
        public void write(char[] text, int offset, int length) {
            try {
                stuck.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            shown.append(text, offset, length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
