package org.kadec21.firmware.comms;

import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.notice.SpanWords;
import org.kadec21.hal.Time;
import org.kadec21.submission.Outcome.Deferred;
import org.kadec21.submission.Validity;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// What the network's clock says about the unit's: a hint for the operator, never an authority.
final class ClockHint {

    /// Less is drift, and the time the network's answer took.
    private static final Duration WORTH_TELLING = Duration.ofMinutes(5);

    private final Time time;
    private final Notices notices;
    private Optional<NetworkClock> network = Optional.empty();
    private Duration told = Duration.ZERO;

    ClockHint(Time time, Notices notices) {
        this.time = time;
        this.notices = notices;
    }

    /// The network told its time; a difference not told before goes to the operator.
    void heard(Optional<Instant> networkTime) {
        network = networkTime.map(told -> new NetworkClock(told, time.nanos())).or(() -> network);
        ahead().filter(ClockHint::isWorthTelling)
                .filter(difference -> isWorthTelling(difference.minus(told)))
                .ifPresent(difference -> {
                    told = difference;
                    notices.trouble(sentence(difference) + "; check which of the two is right");
                });
    }

    /// The network's clock as it was last told; empty while no call has told it.
    Optional<NetworkClock> network() {
        return network;
    }

    /// What to add where the clock may be to blame; empty while both clocks agree.
    String note() {
        return ahead().filter(ClockHint::isWorthTelling)
                .map(difference -> "; " + sentence(difference))
                .orElse("");
    }

    /// A certificate was refused for its dates: is it the certificate, or the unit's clock? Without
    /// a word of the network nobody knows, and the failure stays as it is.
    Deferred explained(Deferred failure, String host, Validity dates) {
        return ahead().map(difference -> words(host, dates, difference))
                .map(words ->
                        new Deferred(failure.scope(), failure.stage(), words, failure.reply()))
                .orElse(failure);
    }

    private String words(String host, Validity dates, Duration difference) {
        Instant now = time.now().truncatedTo(ChronoUnit.SECONDS);
        Instant network = now.minus(difference);
        if (dates.isAt(network)) {
            return "the unit's clock is wrong: it shows "
                    + now
                    + ", the network's "
                    + network
                    + ", and the certificate of "
                    + host
                    + " is valid from "
                    + dates.from()
                    + " to "
                    + dates.to()
                    + "; set the unit's clock, the mails wait";
        }
        return "the certificate of "
                + host
                + (network.isAfter(dates.to())
                        ? " expired on " + dates.to()
                        : " is not valid before " + dates.from())
                + ", by the unit's clock ("
                + now
                + ") and by the network's ("
                + network
                + "): ask the provider for a valid one, the mails wait";
    }

    private Optional<Duration> ahead() {
        return network.map(told -> Duration.between(told.at(time.nanos()), time.now()))
                .map(difference -> difference.truncatedTo(ChronoUnit.SECONDS));
    }

    private static String sentence(Duration ahead) {
        return "the unit's clock is "
                + SpanWords.of(ahead)
                + (ahead.isNegative() ? " behind" : " ahead of")
                + " the network's";
    }

    private static boolean isWorthTelling(Duration difference) {
        return difference.abs().compareTo(WORTH_TELLING) > 0;
    }
}
