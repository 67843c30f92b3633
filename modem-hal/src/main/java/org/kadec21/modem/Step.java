package org.kadec21.modem;

import org.kadec21.modem.Attachment.Cause;

/// How one step towards the network ended.
public sealed interface Step<T> {

    /// It worked.
    record Done<T>(T value) implements Step<T> {}

    /// It did not.
    ///
    /// @param reason what was expected and what came
    /// @param advice the next thing to try
    record Failed<T>(Cause cause, String reason, String advice) implements Step<T> {

        /// The same failure, of a step with another result.
        <U> Failed<U> of() {
            return new Failed<>(cause, reason, advice);
        }
    }
}
