package org.kadec21.submission;

import org.kadec21.hal.Time;
import org.kadec21.submission.SessionObserver.PassedStage;

import java.time.Duration;

/// Tells an observer of each stage and how long it took.
final class StageWatch {

    private final SessionObserver observer;
    private final Time time;
    private long since;

    StageWatch(SessionObserver observer, Time time) {
        this.observer = observer;
        this.time = time;
        this.since = time.nanos();
    }

    /// Whether anybody looks on.
    boolean isWatched() {
        return !observer.equals(SessionObserver.NONE);
    }

    /// Something is sent now.
    void begin() {
        since = time.nanos();
    }

    /// A stage is over.
    void passed(String name, String words) {
        long now = time.nanos();
        observer.passed(new PassedStage(name, words, Duration.ofNanos(now - since)));
        since = now;
    }

    /// A stage is over by a reply.
    void replied(String name, ServerReply reply, boolean hidesText) {
        ServerReply shown =
                hidesText ? new ServerReply(reply.code(), reply.enhancedCode(), "") : reply;
        passed(name, shown.toString().strip().replaceAll("\\s*\n\\s*", ", "));
    }
}
