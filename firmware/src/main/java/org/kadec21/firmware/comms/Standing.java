package org.kadec21.firmware.comms;

import org.kadec21.firmware.config.ServerList.Failover;
import org.kadec21.firmware.config.UnitConfig.Retry;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Time;
import org.kadec21.submission.Outcome.Scope;

import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// What one server has done lately. A pure value: each failure gives the next one.
///
/// @param patience until when nothing is asked of it
/// @param silences calls in a row that this host itself failed; a module without network is not its
///   fault
/// @param silentSince when the first of them failed
/// @param lastSilence when the last of them failed
record Standing(Patience patience, int silences, Deadline silentSince, Deadline lastSilence) {

    static final Standing FRESH = new Standing(Patience.FRESH, 0, Delays.LONG_AGO, Delays.LONG_AGO);

    /// After a call that it failed for `scope`; whoever answers is not silent.
    Standing failed(Scope scope, Retry retry, Time time, RandomGenerator chance) {
        Deadline now = time.after(Duration.ZERO);
        Patience waiting = patience.failed(scope, retry, time, chance);
        return switch (scope) {
            case HOST ->
                    new Standing(waiting, silences + 1, silences == 0 ? now : silentSince, now);
            case ACCOUNT, SECURITY, MAIL ->
                    new Standing(waiting, 0, Delays.LONG_AGO, Delays.LONG_AGO);
        };
    }

    /// With another patience, for a reason that is not the server's.
    Standing waiting(UnaryOperator<Patience> change) {
        return new Standing(change.apply(patience), silences, silentSince, lastSilence);
    }

    /// Whether the next server of the list is asked instead.
    boolean isPassedOver(Failover rules, Deadline now) {
        return switch (trouble()) {
            case HOST -> isSilent(rules) && now.compareTo(returns(rules)) < 0;
            case ACCOUNT, SECURITY -> now.compareTo(patience.alarmsFrom()) < 0;
            case MAIL -> false;
        };
    }

    /// What is wrong with it; [Scope#MAIL] for nothing that concerns more than a mail.
    Scope trouble() {
        return patience.scope().orElse(Scope.MAIL);
    }

    /// Whether it may be called now.
    boolean isReady(Deadline now) {
        return now.compareTo(patience.alarmsFrom()) >= 0;
    }

    private boolean isSilent(Failover rules) {
        return silences >= rules.calls()
                || (silences > 1 && lasted().compareTo(rules.outage()) >= 0);
    }

    private Duration lasted() {
        return Duration.ofNanos(lastSilence.atNanos() - silentSince.atNanos());
    }

    private Deadline returns(Failover rules) {
        return lastSilence.plus(rules.returnAfter());
    }
}
