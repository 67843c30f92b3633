package org.kadec21.firmware.comms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.config.UnitConfig.Schedule;
import org.kadec21.hal.Time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/// When recorded data is due while somebody sets the clock.
class MonitoringScheduleTest {

    private static final Instant NOW = Instant.parse("2013-05-01T00:00:00Z");
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final Duration YEAR = Duration.ofDays(365);

    private final SetTime time = new SetTime();

    @Test
    void aClockSetForwardByAYearMakesTheDailyMailDueOnce() {
        MonitoringSchedule daily = daily(NOW);

        time.wall = time.wall.plus(YEAR);

        assertThat(time.isOver(daily.next())).isTrue();
        daily.advance();
        assertThat(left(daily)).isEqualTo(Duration.ofHours(21));
    }

    @Test
    void aClockSetBackByAYearWaitsForADayAtMost() {
        MonitoringSchedule daily = daily(NOW);

        time.wall = time.wall.minus(YEAR).plus(Duration.ofHours(3));

        assertThat(left(daily)).isEqualTo(Duration.ofHours(18));
        assertThat(daily.nextInstant()).isEqualTo(time.wall.plus(Duration.ofHours(18)));
    }

    @Test
    void whatWasServedByAClockAheadDelaysNothingAfterARestart() {
        MonitoringSchedule daily = daily(NOW.plus(YEAR));

        assertThat(left(daily)).isEqualTo(Duration.ofHours(21));
    }

    @Test
    void evenDistancesDoNotLookAtTheCalendar() {
        MonitoringSchedule every =
                MonitoringSchedule.of(new Schedule.Every(Duration.ofHours(6)), TOKYO, time, NOW);
        time.nanos = Duration.ofHours(2).toNanos();

        time.wall = NOW.plus(YEAR);
        assertThat(left(every)).isEqualTo(Duration.ofHours(4));

        time.wall = NOW.minus(YEAR);
        assertThat(left(every)).isEqualTo(Duration.ofHours(4));
    }

    @Test
    void aRestartByAClockSetBackWaitsForOneIntervalAtMost() {
        MonitoringSchedule every =
                MonitoringSchedule.of(
                        new Schedule.Every(Duration.ofHours(6)), TOKYO, time, NOW.plus(YEAR));

        assertThat(left(every)).isEqualTo(Duration.ofHours(6));
    }

    private MonitoringSchedule daily(Instant served) {
        return MonitoringSchedule.of(new Schedule.DailyAt(LocalTime.of(6, 0)), TOKYO, time, served);
    }

    private Duration left(MonitoringSchedule schedule) {
        return Duration.ofNanos(time.nanosUntil(schedule.next()));
    }

    private static final class SetTime implements Time {

        private Instant wall = NOW;
        private long nanos;

        @Override
        public Instant now() {
            return wall;
        }

        @Override
        public long nanos() {
            return nanos;
        }
    }
}
