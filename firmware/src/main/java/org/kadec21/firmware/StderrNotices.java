package org.kadec21.firmware;

import org.kadec21.firmware.notice.Notices;

import java.io.PrintWriter;

/// Notices as lines on stderr, each written out before the unit goes on.
record StderrNotices(PrintWriter err) implements Notices {

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

    private void say(String line) {
        err.println(line);
        err.flush();
    }
}
