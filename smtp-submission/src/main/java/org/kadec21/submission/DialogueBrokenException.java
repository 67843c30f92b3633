package org.kadec21.submission;

import jakarta.mail.MessagingException;

/// The dialogue with the server broke: the link died, an answer did not come in time, or was none.
/// Whether that means "not sent" or "in doubt" depends on what had been handed over.
final class DialogueBrokenException extends MessagingException {

    private final transient Outcome.Stage stage;
    private final String reason;

    DialogueBrokenException(Outcome.Stage stage, String reason) {
        super(reason);
        this.stage = stage;
        this.reason = reason;
    }

    Outcome.Stage stage() {
        return stage;
    }

    String reason() {
        return reason;
    }

    /// As a failure of the whole connection.
    Outcome.Deferred deferred() {
        return Outcome.Deferred.host(stage, reason());
    }
}
