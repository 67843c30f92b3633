package org.kadec21.firmware.comms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.config.UnitConfig.BackOff;
import org.kadec21.firmware.config.UnitConfig.Retry;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Time;
import org.kadec21.submission.Outcome.Scope;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

class PatienceTest {

    private static final BackOff FAST =
            new BackOff(Duration.ofMinutes(5), Duration.ofMinutes(30), 0);
    private static final BackOff SLOW =
            new BackOff(Duration.ofMinutes(30), Duration.ofHours(24), 0);
    private static final Retry RETRY =
            new Retry(FAST, FAST, FAST, SLOW, SLOW, Duration.ofDays(180));
    private static final Time START =
            new Time() {
                @Override
                public Instant now() {
                    return Instant.EPOCH;
                }

                @Override
                public long nanos() {
                    return 0;
                }
            };

    @Test
    void anAlarmWaitsAnHourAtMostForSecurity() {
        Patience patience = afterFailures(8, Scope.SECURITY);

        assertThat(patience.alarmsFrom()).isEqualTo(in(Duration.ofHours(1)));
        assertThat(patience.monitoringFrom()).isEqualTo(in(Duration.ofHours(24)));
    }

    @Test
    void anAlarmWaitsAsLongAsRecordsForARefusedAccount() {
        Patience patience = afterFailures(8, Scope.ACCOUNT);

        assertThat(patience.alarmsFrom()).isEqualTo(in(Duration.ofHours(24)));
    }

    @Test
    void aNewAlarmHasAReserveWhenTheHostPauses() {
        Patience patience = afterFailures(8, Scope.HOST);

        assertThat(patience.alarmsFrom()).isEqualTo(in(Duration.ofMinutes(30)));
        assertThat(patience.newAlarm(RETRY).alarmsFrom()).isEqualTo(in(Duration.ofMinutes(5)));
    }

    @Test
    void aNewAlarmDoesNotOfferARefusedPasswordSooner() {
        Patience patience = afterFailures(8, Scope.ACCOUNT);

        assertThat(patience.newAlarm(RETRY)).isEqualTo(patience);
    }

    @Test
    void everythingWaitsWhenTheLoginFailsForNow() {
        Patience patience = afterFailures(1, Scope.MAIL);

        assertThat(patience.alarmsFrom()).isEqualTo(in(Duration.ofMinutes(5)));
        assertThat(patience.monitoringFrom()).isEqualTo(in(Duration.ofMinutes(5)));
    }

    @Test
    void recordsThatCannotBeginKeepNoAlarmWaiting() {
        Patience patience =
                Patience.FRESH.recordsCannotBegin(RETRY, START, new SplittableRandom(1));

        assertThat(START.isOver(patience.alarmsFrom())).isTrue();
        assertThat(patience.monitoringFrom()).isEqualTo(in(Duration.ofMinutes(5)));
    }

    private static Patience afterFailures(int failures, Scope scope) {
        Patience patience = Patience.FRESH;
        for (int failure = 0; failure < failures; failure++) {
            patience = patience.failed(scope, RETRY, START, new SplittableRandom(1));
        }
        return patience;
    }

    private static Deadline in(Duration span) {
        return START.after(span);
    }
}
