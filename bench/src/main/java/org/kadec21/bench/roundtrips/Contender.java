package org.kadec21.bench.roundtrips;

import java.io.IOException;

/// A mail program in the comparison.
public interface Contender {

    String name();

    /// Whether it can be used here.
    boolean isInstalled();

    /// Submits the task's mails, with AUTH PLAIN.
    ///
    /// @throws IOException when one of them is not accepted; the message says why
    void submit(Task task) throws IOException, InterruptedException;
}
