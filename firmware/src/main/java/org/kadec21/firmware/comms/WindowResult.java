package org.kadec21.firmware.comms;

import org.kadec21.modem.Attachment;
import org.kadec21.submission.Outcome.Scope;
import org.kadec21.submission.Outcome.Stage;

import java.util.Optional;

/// How a communication window ended.
@SuppressWarnings(
        "exports") // org.kadec21.modem is exported to those who put units together, on purpose
public sealed interface WindowResult {

    /// All that was due was offered to a server.
    record Completed(int mailsSent) implements WindowResult {}

    /// The way to the server, our account or our policy stopped it.
    ///
    /// @param mailsSent what went before that
    /// @param cause why the unit did not even get online
    /// @param stage how far the last server was reached
    /// @param reason what was expected, what came, what to try
    record Failed(
            int mailsSent,
            Scope scope,
            Optional<Attachment.Cause> cause,
            Optional<Stage> stage,
            String reason)
            implements WindowResult {

        /// Whether somebody has to put something right: SIM or PIN, dialect, account, certificate,
        /// TLS. What is left may come right by itself.
        public boolean needsOperator() {
            return cause.filter(Failed::isConfigured).isPresent()
                    || switch (scope) {
                        case ACCOUNT, SECURITY -> true;
                        case HOST, MAIL -> false;
                    };
        }

        private static boolean isConfigured(Attachment.Cause cause) {
            return switch (cause) {
                case SIM, DIALECT -> true;
                case PORT, MODULE, REGISTRATION, BEARER -> false;
            };
        }

        /// The same end, told in other words.
        Failed because(String words) {
            return new Failed(mailsSent, scope, cause, stage, words);
        }
    }
}
