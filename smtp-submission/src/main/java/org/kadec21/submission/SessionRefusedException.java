package org.kadec21.submission;

import jakarta.mail.MessagingException;

/// No session under this policy, for a reason that is known.
final class SessionRefusedException extends MessagingException {

    private final transient Outcome.Deferred deferred;

    SessionRefusedException(Outcome.Deferred deferred) {
        super(deferred.reason());
        this.deferred = deferred;
    }

    Outcome.Deferred deferred() {
        return deferred;
    }
}
