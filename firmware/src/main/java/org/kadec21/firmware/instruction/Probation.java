package org.kadec21.firmware.instruction;

import java.time.Duration;

/// How settings that came by mail prove themselves, or not. Pure: a call's evidence gives the next
/// state and a verdict.
///
/// | evidence | counts |
/// |---|---|
/// | a server took the unit's mail, and another mailbox than before was reached | they stay |
/// | a server answered and refused us | against them |
/// | no server answered, another host did | against them |
/// | a server took the unit's mail, and the mailbox was not reached | against them |
/// | registered, but no packet service | against them: the access point or dial string |
/// | nobody answered at all, or no network | for nothing; the network may be gone |
///
/// @param failures calls that counted against them
public record Probation(int failures) {

    /// So many calls that count against them end it.
    public static final int MOST_FAILURES = 3;

    /// How long they may be tried in all, however little was learnt.
    public static final Duration LONGEST = Duration.ofDays(7);

    public static final Probation BEGINNING = new Probation(0);

    /// What a call has shown.
    public sealed interface Evidence {

        /// A server took the unit's mail, and nothing speaks against them.
        record Delivered() implements Evidence {}

        /// It was these settings that failed.
        ///
        /// @param reason what was expected, what came
        record Failed(String reason) implements Evidence {}

        /// It may have been the network, or nothing was tried.
        record Nothing() implements Evidence {}
    }

    /// What follows.
    public sealed interface Verdict {

        /// They have proven themselves.
        record Stays() implements Verdict {}

        /// They are tried further.
        record GoesOn(Probation next) implements Verdict {}

        /// What worked before is to hold again.
        record TakenBack(String reason) implements Verdict {}
    }

    /// Judges a call.
    ///
    /// @param lasted since they were first tried; negative when the clock was set back
    public Verdict after(Evidence evidence, Duration lasted) {
        return switch (evidence) {
            case Evidence.Delivered delivered -> new Verdict.Stays();
            case Evidence.Failed(String reason) when failures + 1 >= MOST_FAILURES ->
                    new Verdict.TakenBack(
                            (failures + 1) + " calls failed, the last one because: " + reason);
            case Evidence.Failed failed -> overtime(new Probation(failures + 1), lasted);
            case Evidence.Nothing nothing -> overtime(this, lasted);
        };
    }

    private static Verdict overtime(Probation next, Duration lasted) {
        return lasted.compareTo(LONGEST) >= 0
                ? new Verdict.TakenBack(
                        "they had not proven themselves within " + LONGEST.toDays() + " days")
                : new Verdict.GoesOn(next);
    }
}
