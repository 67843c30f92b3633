package org.kadec21.firmware.outbox;

import org.kadec21.firmware.store.Frame;

import java.util.List;

/// What the driver does for a step of [OutboxCore], in this order.
sealed interface OutboxEffect {

    /// Append and force; only then is the new state true.
    record Append(Frame frame) implements OutboxEffect {}

    /// Say so in the journal, afterwards.
    record Tell(String event, List<Object> fields) implements OutboxEffect {

        static Tell of(String event, Object... fields) {
            return new Tell(event, List.of(fields));
        }
    }
}
