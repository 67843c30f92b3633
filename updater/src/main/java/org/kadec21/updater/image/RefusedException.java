package org.kadec21.updater.image;

/// An image is not taken; nothing was written. The message is a sentence for people: what was
/// expected, what came, what to try.
public final class RefusedException extends Exception {

    private final Reason reason;
    private final String sentence;

    /// The kinds of refusal.
    public enum Reason {
        TRUNCATED("truncated"),
        CHANGED("changed"),
        UNSIGNED("unsigned"),
        UNKNOWN_KEY("unknown-key"),
        REVOKED_KEY("revoked-key"),
        UNKNOWN_FORMAT("unknown-format"),
        EXPIRED("expired"),
        WRONG_BOARD("wrong-board"),
        WRONG_MODULE("wrong-module"),
        WRONG_BAND("wrong-band"),
        BOOT_LOADER("boot-loader"),
        DOWNGRADED("downgraded"),
        EXCHANGED("exchanged"),
        BATTERY_LOW("battery-low");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        /// As in `--json`.
        public String word() {
            return word;
        }
    }

    /// Refuses.
    public RefusedException(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
        this.sentence = sentence;
    }

    /// The message.
    public String sentence() {
        return sentence;
    }

    /// For programs.
    public Reason reason() {
        return reason;
    }

    static RefusedException changed(String what) {
        return new RefusedException(
                Reason.CHANGED,
                "expected the image as it was signed, but it was changed or damaged: "
                        + what
                        + "; copy or fetch it again");
    }
}
