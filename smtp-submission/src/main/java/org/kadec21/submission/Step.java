package org.kadec21.submission;

import org.kadec21.submission.Outcome.Stage;

/// What is said in a mail transaction; each step gets one reply.
sealed interface Step {

    /// Forgets what an earlier transaction left behind.
    record Reset() implements Step {}

    record Mail() implements Step {}

    /// Names one recipient.
    ///
    /// @param index into the mail's recipients
    record Recipient(int index) implements Step {}

    record Data() implements Step {}

    /// The mail and the dot behind it, after 354.
    record Body() implements Step {}

    /// The mail as one chunk (RFC 3030 BDAT LAST).
    record Chunk() implements Step {}

    /// The stage that a reply to this step belongs to.
    default Stage stage() {
        return switch (this) {
            case Reset reset -> Stage.MAIL;
            case Mail mail -> Stage.MAIL;
            case Recipient recipient -> Stage.RCPT;
            case Data data -> Stage.DATA;
            case Body body -> Stage.FINAL_REPLY;
            case Chunk chunk -> Stage.FINAL_REPLY;
        };
    }

    /// Whether the mail's last byte goes out with this step.
    default boolean carriesMail() {
        return this instanceof Body || this instanceof Chunk;
    }
}
