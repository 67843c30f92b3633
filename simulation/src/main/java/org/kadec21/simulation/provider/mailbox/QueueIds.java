package org.kadec21.simulation.provider.mailbox;

import java.util.Locale;

/// Names for accepted mails, unique for one provider and the same in every run.
public final class QueueIds {

    private long issued;

    public String next() {
        issued++;
        return String.format(Locale.ROOT, "%010X", issued);
    }
}
