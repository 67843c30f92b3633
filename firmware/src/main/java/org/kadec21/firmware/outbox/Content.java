package org.kadec21.firmware.outbox;

/// What a mail consists of.
public sealed interface Content {

    /// A complete message, CRLF line ends; these bytes go, however often.
    record Rendered(byte[] message) implements Content {}

    /// Records `first` to `last`, both included: rendered from the record store each time it goes,
    /// to the same bytes as long as records and configuration are the same.
    record RecordCut(long first, long last) implements Content {

        public RecordCut {
            if (first < 1 || last < first) {
                throw new IllegalArgumentException(
                        "a cut runs forward from 1 or later, not " + first + " to " + last);
            }
        }
    }
}
