package org.kadec21.submission;

import java.util.Optional;

/// What became of one mail for one recipient in one attempt.
public sealed interface Outcome {

    /// The server took responsibility (RFC 5321 6.1): the mail may be forgotten.
    record Accepted(ServerReply reply) implements Outcome {}

    /// Nothing was delivered; try again later.
    ///
    /// @param scope what has to wait
    /// @param stage how far the attempt came
    /// @param reason what was expected, what came, what to try
    /// @param reply the server's words, if it was the server that said no
    record Deferred(Scope scope, Stage stage, String reason, Optional<ServerReply> reply)
            implements Outcome {

        /// The connection itself failed, without a word of the server.
        static Deferred host(Stage stage, String reason) {
            return new Deferred(Scope.HOST, stage, reason, Optional.empty());
        }

        /// Our policy is not met.
        static Deferred security(Stage stage, String reason) {
            return new Deferred(Scope.SECURITY, stage, reason, Optional.empty());
        }
    }

    /// The server refused this mail for this recipient for good; sending it again changes nothing.
    /// When the server's EHLO already rules the mail out (SIZE, RFC 1870), nothing is sent and
    /// `reply` is what the server would have said; its text then begins with `not sent:`.
    record Rejected(Stage stage, String reason, ServerReply reply) implements Outcome {}

    /// The last byte was handed over and the answer was lost (RFC 1047): delivered or not, nobody
    /// knows.
    record InDoubt(Stage stage, String reason) implements Outcome {}

    /// What a deferral holds up.
    enum Scope {
        /// The server or the way to it: everything waits.
        HOST,
        /// Our account there: everything waits, longer, and the operator is told.
        ACCOUNT,
        /// This mail only.
        MAIL,
        /// Our own security policy is not met: everything waits, and the operator is told.
        SECURITY
    }

    /// The steps of a submission, in their order.
    enum Stage {
        CONNECT,
        GREETING,
        EHLO,
        STARTTLS,
        TLS,
        AUTH,
        MAIL,
        RCPT,
        DATA,
        BODY,
        FINAL_REPLY
    }
}
