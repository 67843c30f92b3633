package org.kadec21.updater;

import java.io.PrintWriter;
import java.util.function.IntConsumer;

/// How much of an image has been written: on a terminal a bar that is drawn again and again, else a
/// plain line for each tenth, which a log file can keep.
final class Progress implements IntConsumer {

    private static final int WIDTH = 40;
    private static final int TENTHS = 10;
    private static final int HUNDRED = 100;
    private static final int KIB = 1024;

    private final PrintWriter out;
    private final boolean terminal;
    private final int total;
    private int shown = -1;

    /// @param terminal whether `out` is one
    /// @param total bytes of the image, at least 1
    Progress(PrintWriter out, boolean terminal, int total) {
        this.out = out;
        this.terminal = terminal;
        this.total = total;
    }

    /// @param written bytes; fewer than before when a transfer has begun anew
    @Override
    public void accept(int written) {
        int steps = terminal ? HUNDRED : TENTHS;
        int due = (int) ((long) steps * written / total);
        if (due == shown) {
            return;
        }
        shown = due;
        if (terminal) {
            out.print("\r" + bar(written) + " " + words(written));
        } else {
            out.println("writing " + words(written));
        }
        out.flush();
    }

    /// Whatever is said next begins a line.
    void end() {
        if (terminal && shown >= 0) {
            out.println();
        }
        shown = -1;
    }

    private String bar(int written) {
        int full = (int) ((long) WIDTH * written / total);
        return "[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "]";
    }

    private String words(int written) {
        return String.format(
                "%3d %%  %d of %d KiB",
                (long) HUNDRED * written / total, inKib(written), inKib(total));
    }

    private static int inKib(int bytes) {
        return (bytes + KIB - 1) / KIB;
    }
}
