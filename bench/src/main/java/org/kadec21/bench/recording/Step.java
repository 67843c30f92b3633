package org.kadec21.bench.recording;

/// What a replay wants done.
public sealed interface Step {

    /// Bytes to the host.
    record Say(byte[] bytes) implements Step {}

    /// A sentence for the person who watches.
    record Tell(String sentence) implements Step {}
}
