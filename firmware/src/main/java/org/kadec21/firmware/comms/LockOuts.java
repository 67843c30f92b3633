package org.kadec21.firmware.comms;

import org.kadec21.firmware.config.MailServer;
import org.kadec21.firmware.store.StateStore;
import org.kadec21.hal.Time;
import org.kadec21.submission.SubmissionPolicy.Auth;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Which accounts were refused, remembered over power cuts: a unit whose supply comes and goes
/// would otherwise offer a wrong password at every boot until the server locks the account.
final class LockOuts {

    private static final String PREFIX = "account-refused.";

    private final StateStore state;
    private final Time time;

    /// @param count refusals in a row
    /// @param ago how long ago the last one was, by the unit's clock; never negative
    record LockOut(int count, Duration ago) {}

    LockOuts(StateStore state, Time time) {
        this.state = state;
        this.time = time;
    }

    Optional<LockOut> of(MailServer server) {
        return key(server).flatMap(state::get).flatMap(this::read);
    }

    void refused(MailServer server, int count) {
        key(server).ifPresent(key -> state.put(key, count + " " + time.now()));
    }

    void taken(MailServer server) {
        key(server).filter(key -> state.get(key).isPresent()).ifPresent(state::remove);
    }

    private Optional<LockOut> read(String text) {
        try {
            int space = text.indexOf(' ');
            Duration ago = Duration.between(Instant.parse(text.substring(space + 1)), time.now());
            return Optional.of(
                    new LockOut(
                            Integer.parseInt(text.substring(0, Math.max(0, space))),
                            ago.isNegative() ? Duration.ZERO : ago));
        } catch (DateTimeException | NumberFormatException damaged) {
            return Optional.empty();
        }
    }

    private static Optional<String> key(MailServer server) {
        return switch (server.policy().auth()) {
            case Auth.None none -> Optional.empty();
            case Auth.Password account -> Optional.of(key(server, account.user()));
            case Auth.Token account -> Optional.of(key(server, account.user()));
        };
    }

    private static String key(MailServer server, String user) {
        return PREFIX + user + "@" + server.place();
    }
}
