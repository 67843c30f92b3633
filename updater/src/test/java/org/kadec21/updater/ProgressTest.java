package org.kadec21.updater;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;

class ProgressTest {

    private static final int TOTAL = 20 * 1024;
    private static final String END = System.lineSeparator();

    private final StringWriter shown = new StringWriter();

    @Test
    void aTerminalSeesABarDrawnOverAndOver() {
        Progress progress = progress(true);

        progress.accept(0);
        progress.accept(TOTAL / 4);
        progress.accept(TOTAL / 4 + 1);
        progress.accept(TOTAL);
        progress.end();

        assertThat(shown.toString())
                .isEqualTo(
                        "\r["
                                + "-".repeat(40)
                                + "]   0 %  0 of 20 KiB\r["
                                + "#".repeat(10)
                                + "-".repeat(30)
                                + "]  25 %  5 of 20 KiB\r["
                                + "#".repeat(40)
                                + "] 100 %  20 of 20 KiB"
                                + END);
    }

    @Test
    void aLogGetsAPlainLineForEachTenth() {
        Progress progress = progress(false);
        for (int written = 0; written <= TOTAL; written += 100) {
            progress.accept(written);
        }
        progress.accept(TOTAL);
        progress.end();

        assertThat(shown.toString().lines())
                .hasSize(11)
                .startsWith("writing   0 %  0 of 20 KiB", "writing  10 %  3 of 20 KiB")
                .endsWith("writing 100 %  20 of 20 KiB");
    }

    @Test
    void aTransferThatBeginsAnewIsShownFromItsBeginning() {
        Progress progress = progress(false);

        progress.accept(TOTAL / 2);
        progress.accept(0);

        assertThat(shown.toString().lines())
                .containsExactly("writing  50 %  10 of 20 KiB", "writing   0 %  0 of 20 KiB");
    }

    @Test
    void nothingIsEndedThatHasNotBegun() {
        progress(true).end();

        assertThat(shown.toString()).isEmpty();
    }

    private Progress progress(boolean terminal) {
        return new Progress(new PrintWriter(shown), terminal, TOTAL);
    }
}
