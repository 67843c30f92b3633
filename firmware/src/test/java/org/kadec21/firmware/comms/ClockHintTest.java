package org.kadec21.firmware.comms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.hal.Time;
import org.kadec21.submission.Outcome.Deferred;
import org.kadec21.submission.Outcome.Scope;
import org.kadec21.submission.Outcome.Stage;
import org.kadec21.submission.Validity;

import java.time.Instant;
import java.util.Optional;

class ClockHintTest {

    private static final Instant NETWORK = Instant.parse("2013-01-01T00:00:00Z");
    private static final Validity THIS_YEAR =
            new Validity(
                    Instant.parse("2012-06-01T00:00:00Z"), Instant.parse("2013-06-01T00:00:00Z"));
    private static final Deferred REFUSED =
            new Deferred(Scope.SECURITY, Stage.TLS, "expired or not", Optional.empty());

    @Test
    void aCertificateThatTheNetworksTimeFitsPutsTheBlameOnTheUnitsClock() {
        ClockHint hint = heard("2038-01-19T03:14:07Z");

        assertThat(hint.explained(REFUSED, "mail.test", THIS_YEAR).reason())
                .isEqualTo(
                        "the unit's clock is wrong: it shows 2038-01-19T03:14:07Z, the network's"
                            + " 2013-01-01T00:00:00Z, and the certificate of mail.test is valid"
                            + " from 2012-06-01T00:00:00Z to 2013-06-01T00:00:00Z; set the unit's"
                            + " clock, the mails wait");
    }

    @Test
    void aClockOfNineteenSeventyIsToldAsWell() {
        assertThat(
                        heard("1970-01-01T00:00:09Z")
                                .explained(REFUSED, "mail.test", THIS_YEAR)
                                .reason())
                .startsWith("the unit's clock is wrong: it shows 1970-01-01T00:00:09Z");
    }

    @Test
    void aCertificateThatIsOverByBothClocksHasExpired() {
        Validity lastYear =
                new Validity(
                        Instant.parse("2011-06-01T00:00:00Z"),
                        Instant.parse("2012-06-01T00:00:00Z"));

        assertThat(heard("2013-01-01T00:00:02Z").explained(REFUSED, "mail.test", lastYear).reason())
                .startsWith("the certificate of mail.test expired on 2012-06-01T00:00:00Z, by the")
                .endsWith("ask the provider for a valid one, the mails wait");
    }

    @Test
    void theScopeStaysSecurity() {
        Deferred explained =
                heard("2038-01-19T03:14:07Z").explained(REFUSED, "mail.test", THIS_YEAR);

        assertThat(explained.scope()).isEqualTo(Scope.SECURITY);
        assertThat(explained.stage()).isEqualTo(Stage.TLS);
    }

    @Test
    void withoutAWordOfTheNetworkTheFailureStaysAsItIs() {
        ClockHint hint = new ClockHint(at("2038-01-19T03:14:07Z"), Notices.NONE);
        hint.heard(Optional.empty());

        assertThat(hint.explained(REFUSED, "mail.test", THIS_YEAR)).isEqualTo(REFUSED);
    }

    @Test
    void aClockThatWasSetSinceIsWhatTheNetworksIsHeldAgainst() {
        SetClock unit = new SetClock(Instant.parse("2038-01-19T03:14:07Z"));
        ClockHint hint = new ClockHint(unit, Notices.NONE);
        hint.heard(Optional.of(NETWORK));
        assertThat(hint.note()).contains("ahead");

        unit.now = NETWORK.plusSeconds(60);
        unit.nanos = 60_000_000_000L;

        assertThat(hint.note()).isEmpty();
        assertThat(hint.network().orElseThrow().at(unit.nanos)).isEqualTo(unit.now);
    }

    private static ClockHint heard(String unitsClock) {
        ClockHint hint = new ClockHint(at(unitsClock), Notices.NONE);
        hint.heard(Optional.of(NETWORK));
        return hint;
    }

    private static Time at(String moment) {
        return new Time() {
            @Override
            public Instant now() {
                return Instant.parse(moment);
            }

            @Override
            public long nanos() {
                return 0;
            }
        };
    }

    private static final class SetClock implements Time {

        private Instant now;
        private long nanos;

        SetClock(Instant now) {
            this.now = now;
        }

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public long nanos() {
            return nanos;
        }
    }
}
