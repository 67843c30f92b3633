package org.kadec21.firmware.service.transfer;

/// How a transfer ended for the unit. What was kept until then stays kept.
public sealed interface Reception {

    /// All bytes are there.
    record Complete() implements Reception {}

    /// The sender gave up.
    record Cancelled() implements Reception {}

    /// The unit gave up.
    ///
    /// @param sentence what was expected, what came, what to try
    record Failed(String sentence) implements Reception {}
}
