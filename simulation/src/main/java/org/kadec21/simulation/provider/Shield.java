package org.kadec21.simulation.provider;

import org.kadec21.hal.Journal;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.PowerOffException;

/// What becomes of a bug that one client's connection has met. In a simulated world it fails the
/// world, as every bug there does. On real ports it would be a client's way to switch the provider
/// off for all others: there it is an event, and ends that connection only.
final class Shield {

    private final Journal journal;
    private boolean raised;

    /// A shield that is down.
    Shield(Journal journal) {
        this.journal = journal;
    }

    /// Keeps bugs away from now on.
    void raise() {
        raised = true;
    }

    /// What may go wrong.
    interface Body {
        void run() throws LinkException;
    }

    /// Runs `body`; false when it met a bug that is contained.
    boolean covers(int connection, Body body) throws LinkException {
        try {
            body.run();
            return true;
        } catch (PowerOffException off) {
            throw off;
        } catch (RuntimeException | Error bug) {
            if (!raised) {
                throw bug;
            }
            StackTraceElement[] trace = bug.getStackTrace();
            journal.event(
                    "connection.failed",
                    "connection",
                    connection,
                    "bug",
                    bug.toString(),
                    "at",
                    trace.length > 0 ? trace[0].toString() : "an unknown place");
            return false;
        }
    }
}
