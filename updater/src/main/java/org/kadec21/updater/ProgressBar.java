package org.kadec21.updater;

import java.io.PrintWriter;
import java.util.function.IntConsumer;

/// How much of an image is written: a line that grows, so that it reads well on a terminal and in a
/// log file alike.
final class ProgressBar implements IntConsumer {

    private static final int WIDTH = 40;

    private final PrintWriter out;
    private final int total;
    private int drawn;

    ProgressBar(PrintWriter out, int total) {
        this.out = out;
        this.total = total;
        out.print("writing [");
    }

    @Override
    public void accept(int written) {
        int due = (int) ((long) WIDTH * written / total);
        out.print("#".repeat(due - drawn));
        drawn = due;
        if (written == total) {
            out.println("]");
        }
        out.flush();
    }
}
