package org.kadec21.live;

import java.time.Duration;
import java.util.Random;

/// Starts a unit again and again, and kills it (SIGKILL) at random moments: as often right after a
/// mail was accepted, when it is likely to be on its way, as anywhere from the start of its JVM on.
public final class KillLoop {

    private static final Duration LONGEST_LIFE = Duration.ofMillis(3500);
    private static final Duration LONGEST_SUBMISSION = Duration.ofMillis(400);
    private static final Duration MAIL_LIMIT = Duration.ofMinutes(1);

    /// From the start of a unit until its last mail is settled, on a busy machine.
    public static final Duration SETTLING_LIMIT = Duration.ofMinutes(4);

    private final LiveUnit unit;
    private final Random random;
    private int busyLives;

    public KillLoop(LiveUnit unit, long seed) {
        this.unit = unit;
        this.random = new Random(seed);
    }

    /// Lives and deaths.
    ///
    /// @param options of the unit while it is being killed
    public void kill(int times, String... options) {
        for (int life = 0; life < times; life++) {
            try (Program program = unit.start(options)) {
                Duration limit = LONGEST_LIFE;
                if (random.nextBoolean() && program.saysOnErr("accepted mail ", MAIL_LIMIT)) {
                    limit = LONGEST_SUBMISSION;
                }
                if (program.endsWithin(upTo(limit))) {
                    throw new AssertionError("ended by itself: " + program.story());
                }
                program.kill();
                int before = accepted();
                unit.hear(program);
                busyLives += accepted() > before ? 1 : 0;
            }
            unit.noteDoubts();
        }
    }

    /// Lives that had accepted a record or a mail when they were ended; the others were killed
    /// while they started.
    public int busyLives() {
        return busyLives;
    }

    /// One more life, until every mail is settled.
    ///
    /// @param options of the unit
    public void settle(String... options) {
        try (Program program = unit.start(options)) {
            int exit = program.awaitExit(SETTLING_LIMIT);
            if (exit != 0) {
                throw new AssertionError("expected the unit to settle: " + program.story());
            }
            unit.hear(program);
        }
        unit.noteDoubts();
    }

    private int accepted() {
        return unit.claims().records().size() + unit.claims().mails().size();
    }

    private Duration upTo(Duration limit) {
        return Duration.ofNanos(1 + random.nextLong(limit.toNanos()));
    }
}
