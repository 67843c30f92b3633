package org.kadec21.modem;

import org.kadec21.hal.Board;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Journal;
import org.kadec21.modem.Attachment.Cause;

import java.time.Duration;
import java.util.List;

/// Brings a module back that does not answer: from the gentlest means to the hardest, each with its
/// own wait, until the module answers in step. At the top it gives up; when to climb again is the
/// caller's decision.
final class ResetLadder {

    /// V.250's escape wants silence around `+++`; 1 s is the default of S12.
    private static final Duration GUARD = Duration.ofMillis(1100);

    private final ModuleLine line;
    private final Journal journal;
    private final List<Rung> rungs;

    /// One means of bringing a module back.
    ///
    /// @param patience how long the module may take to answer after it
    record Rung(String name, Duration patience, Attempt attempt) {}

    /// Applies a rung; false when this board or line cannot.
    @FunctionalInterface
    interface Attempt {
        boolean apply(ModuleLine line, Deadline deadline);
    }

    ResetLadder(ModuleLine line, Journal journal, List<Rung> rungs) {
        this.line = line;
        this.journal = journal;
        this.rungs = List.copyOf(rungs);
    }

    /// The rungs of a built-in module. The power key comes before the reset line, since a module
    /// that is off answers to nothing else; should it thereby go off, the last two rungs bring it
    /// back.
    static List<Rung> standard(Board.ModulePower power) {
        return List.of(
                new Rung("resync", Duration.ofSeconds(4), (_, _) -> true),
                new Rung("escape", Duration.ofSeconds(4), ResetLadder::escape),
                new Rung(
                        "reinitialise",
                        Duration.ofSeconds(4),
                        (line, deadline) -> line.interject("ATZ\r", deadline)),
                new Rung("power-key", Duration.ofSeconds(15), (_, _) -> power.pressPowerKey()),
                new Rung(
                        "restart",
                        Duration.ofSeconds(20),
                        (line, deadline) -> line.interject("AT+CFUN=1,1\r", deadline)),
                new Rung("reset-line", Duration.ofSeconds(20), (_, _) -> power.pulseReset()),
                new Rung("supply", Duration.ofSeconds(20), (_, _) -> power.cycleSupply()),
                new Rung(
                        "power-key-after-supply",
                        Duration.ofSeconds(15),
                        (_, _) -> power.pressPowerKey()));
    }

    /// Climbs until the module answers.
    ///
    /// @return the name of the rung that helped
    Step<String> climb(Deadline deadline) {
        for (Rung rung : rungs) {
            boolean applied =
                    line.isOpen()
                            && !line.time().isOver(deadline)
                            && rung.attempt().apply(line, deadline);
            if (applied && line.answers(rung.patience(), deadline)) {
                journal.event("module.answers", "after", rung.name());
                return new Step.Done<>(rung.name());
            }
        }
        journal.event("module.silent");
        return new Step.Failed<>(
                line.isOpen() ? Cause.MODULE : Cause.PORT,
                "expected the module to answer AT in step, nothing of use came whatever was tried",
                "check the module's supply, that the configured port is its AT port, and the port's"
                        + " speed");
    }

    private static boolean escape(ModuleLine line, Deadline deadline) {
        line.pause(GUARD, deadline);
        boolean written = line.interject("+++", deadline);
        line.pause(GUARD, deadline);
        return written && line.interject("ATH\r", deadline);
    }
}
