package org.kadec21.firmware.update;

import java.time.Duration;

/// How an image that has not proved itself yet has done so far.
///
/// @param boots how often it was started
/// @param ran how long it ran in all, as far as that was written down
/// @param failedSubmissions calls in which it could not submit although the network was proven
/// @param givenUp why it is not tried any more; empty while it is
public record Trial(int boots, Duration ran, int failedSubmissions, String givenUp) {

    /// Starts that an image has for proving itself: a power supply that comes and goes costs some.
    public static final int MOST_BOOTS = 5;

    /// Running time that an image has for proving itself: two daily mails, and a night without a
    /// network.
    public static final Duration LONGEST = Duration.ofDays(2);

    /// The same for an image that is registered on a network on which no host answers: an outage of
    /// that length is none of the network's, and another image may do better.
    public static final Duration LONGEST_SILENCE = Duration.ofDays(30);

    /// Submissions that may fail over a proven network: a server has its bad hours too.
    public static final int MOST_FAILED_SUBMISSIONS = 4;

    /// Of an image that was never started.
    public static final Trial NONE = new Trial(0, Duration.ZERO, 0, "");

    /// Whether it is over without success.
    public boolean isGivenUp() {
        return !givenUp.isEmpty();
    }

    /// Whether it may not be started again.
    boolean isSpent() {
        return boots >= MOST_BOOTS || isOverdue();
    }

    /// Whether an image that runs has had its chance.
    boolean isOverdue() {
        return ran.compareTo(LONGEST) >= 0 || failedSubmissions >= MOST_FAILED_SUBMISSIONS;
    }

    /// What it spent its budget on, the middle of a sentence.
    String spentWords() {
        if (failedSubmissions >= MOST_FAILED_SUBMISSIONS) {
            return failedSubmissions + " of its submissions failed while a host answered";
        }
        return ran.compareTo(LONGEST) >= 0
                ? "it ran for "
                        + ran.toHours()
                        + " h without getting a mail through (hours on a network on which no host"
                        + " answered count a "
                        + silenceShare()
                        + "th)"
                : "it was started " + boots + " times without getting on the network";
    }

    Trial startedAgain() {
        return new Trial(boots + 1, ran, failedSubmissions, givenUp);
    }

    Trial ranFor(Duration longer) {
        return new Trial(boots, ran.plus(longer), failedSubmissions, givenUp);
    }

    /// Ran on a network on which no host answers: such time counts as much less as
    /// [#LONGEST_SILENCE] is longer. A start that lives that long is none of a series of crashes.
    Trial waitedFor(Duration longer) {
        return new Trial(0, ran.plus(longer.dividedBy(silenceShare())), failedSubmissions, givenUp);
    }

    private static long silenceShare() {
        return LONGEST_SILENCE.dividedBy(LONGEST);
    }

    Trial failedToSubmit() {
        return new Trial(boots, ran, failedSubmissions + 1, givenUp);
    }

    Trial givenUpFor(String reason) {
        return new Trial(boots, ran, failedSubmissions, reason);
    }
}
