package org.kadec21.firmware.store;

/// What a file on flash holds; its header carries the code.
public enum FileKind {
    RECORDS(1),
    OUTBOX(2),
    STATE(3),
    SLOTS(4),
    SETTINGS(5),
    TRANSFER(6);

    private final int code;

    FileKind(int code) {
        this.code = code;
    }

    /// The number in the header, frozen with layout 1.
    public int code() {
        return code;
    }
}
