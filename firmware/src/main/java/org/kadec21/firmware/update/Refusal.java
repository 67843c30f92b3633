package org.kadec21.firmware.update;

/// Why an image is not taken.
///
/// @param reason for programs
/// @param sentence for people: what was expected, what came, what to try
public record Refusal(Reason reason, String sentence) {

    /// The kinds of refusal, by the words programs see.
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
        DOWNGRADED("downgraded");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        /// As in `--json`.
        public String word() {
            return word;
        }
    }

    /// Carries a refusal up to the one who asked.
    static final class RefusedException extends Exception {

        private final transient Refusal refusal;

        RefusedException(Reason reason, String sentence) {
            super(sentence);
            this.refusal = new Refusal(reason, sentence);
        }

        Refusal refusal() {
            return refusal;
        }
    }
}
