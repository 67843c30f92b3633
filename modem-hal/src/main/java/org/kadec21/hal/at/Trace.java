package org.kadec21.hal.at;

import java.time.Instant;

/// Where the dialogue with a module is written down for people. Secrets are already masked,
/// payloads are `<n bytes>`.
@FunctionalInterface
public interface Trace {

    void line(Instant at, Direction direction, String text);

    /// Writes nothing down.
    static Trace none() {
        return (_, _, _) -> {};
    }

    /// Who speaks.
    enum Direction {
        TO_MODULE(">"),
        FROM_MODULE("<");

        private final String mark;

        Direction(String mark) {
            this.mark = mark;
        }

        public String mark() {
            return mark;
        }
    }
}
