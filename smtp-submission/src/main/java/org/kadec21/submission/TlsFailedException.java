package org.kadec21.submission;

import java.io.IOException;
import java.util.Optional;

/// TLS could not be laid over a connection, for a reason that concerns our policy.
final class TlsFailedException extends IOException {

    private final String reason;

    TlsFailedException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /// The failure that a library has wrapped into `thrown`.
    static Optional<TlsFailedException> in(Throwable thrown) {
        return LinkTrouble.causes(thrown).stream()
                .filter(TlsFailedException.class::isInstance)
                .map(TlsFailedException.class::cast)
                .findFirst();
    }

    SessionRefusedException refused() {
        return new SessionRefusedException(Outcome.Deferred.security(Outcome.Stage.TLS, reason));
    }
}
