package org.kadec21.firmware;

import org.kadec21.firmware.notice.Notices;

import java.io.PrintWriter;

/// Notices as lines on stderr, each written out before the unit goes on.
final class StderrNotices implements Notices {

    private final PrintWriter err;
    private Perseverance perseverance;

    /// @param perseverance decides whether the next failed call ends the unit
    StderrNotices(PrintWriter err, Perseverance perseverance) {
        this.err = err;
        this.perseverance = perseverance;
    }

    /// From now on, no failed call ends the unit.
    void goOn() {
        perseverance = Perseverance.EVERYTHING;
    }

    @Override
    public void recordAccepted(long number) {
        say("accepted record " + number);
    }

    @Override
    public void mailAccepted(String mailId) {
        say("accepted mail " + mailId);
    }

    @Override
    public void mailDelivered(String mailId) {
        say("delivered mail " + mailId);
    }

    @Override
    public void trouble(String line) {
        say("kadec21: " + line);
    }

    @Override
    public void callFailed(String reason, String nextTry, boolean needsOperator) {
        if (perseverance.endsAfter(needsOperator)) {
            trouble(
                    reason
                            + "; everything is kept on the flash, and --keep-trying would have gone"
                            + " on");
        } else {
            Notices.super.callFailed(reason, nextTry, needsOperator);
        }
    }

    private void say(String line) {
        err.println(line);
        err.flush();
    }
}
