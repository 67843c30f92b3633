package org.kadec21.firmware.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.submission.Outcome.Scope;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a unit costs while its server is away for weeks, and that it is back within hours.
class LongOutageTest {

    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void callsLessAndLessOftenButNeverGivesUp() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.server.refusal = Optional.of(ScriptedServer.deferred(Scope.HOST));
            lab.boot("01:00 20");

            lab.runFor(DAY.multipliedBy(30));

            assertThat(callsOn(lab, 0)).isBetween(35L, 55L);
            assertThat(callsOn(lab, 1)).isBetween(12L, 24L);
            for (int day = 7; day < 30; day++) {
                assertThat(callsOn(lab, day)).as("calls on day %d", day).isBetween(3L, 4L);
            }
        }
    }

    @Test
    void deliversWithinHoursOfTheServersReturn() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.server.refusal = Optional.of(ScriptedServer.deferred(Scope.HOST));
            lab.boot("01:00 20");
            lab.runFor(DAY.multipliedBy(20));

            lab.server.refusal = Optional.empty();
            lab.runFor(Duration.ofHours(8));

            assertThat(lab.server.acceptedIds()).hasSize(2);
        }
    }

    @Test
    void aNewAlarmOfALongOutageWaitsForAnHourAtMost() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.server.refusal = Optional.of(ScriptedServer.deferred(Scope.HOST));
            lab.boot("01:00 20", "02:00 5", "10T01:30 20");

            lab.runFor(DAY.multipliedBy(9).plusMinutes(90));
            Instant raised = lab.world.time().now();
            lab.server.refusal = Optional.empty();
            lab.runFor(Duration.ofMinutes(61));

            assertThat(lab.server.deliveries)
                    .extracting(ScriptedServer.Delivery::at)
                    .first()
                    .satisfies(at ->
                            assertThat(at).isBetween(raised, raised.plus(Duration.ofMinutes(61))));
        }
    }

    @Test
    void alarmAfterAlarmCallsOnceAnHourAtMost() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.server.refusal = Optional.of(ScriptedServer.deferred(Scope.HOST));
            lab.boot(gustsEveryTenMinutes(4));

            lab.runFor(DAY.multipliedBy(4));

            for (int day = 1; day < 4; day++) {
                assertThat(callsOn(lab, day)).as("calls on day %d", day).isBetween(20L, 25L);
            }
        }
    }

    @Test
    void theOperatorHearsOfItLessAndLessOftenToo() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.server.refusal = Optional.of(ScriptedServer.deferred(Scope.HOST));
            lab.boot("01:00 20");

            lab.runFor(DAY.multipliedBy(30));

            assertThat(lab.troubles).hasSizeBetween(30, 40);
        }
    }

    @Test
    void mailsDeferredTogetherGoAgainTogether() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            for (int answer = 0; answer < 1000; answer++) {
                lab.server.answers.add(ScriptedServer.deferred(Scope.MAIL));
            }
            lab.boot("01:00 20", "01:01 5", "01:02 20", "01:03 5");

            lab.runFor(DAY.multipliedBy(30));

            for (int day = 10; day < 30; day++) {
                assertThat(callsOn(lab, day)).as("calls on day %d", day).isBetween(3L, 8L);
            }
        }
    }

    private static long callsOn(UnitInAWorld lab, int day) {
        Instant from = UnitInAWorld.START.plus(DAY.multipliedBy(day));
        return lab.server.sessions.stream()
                .filter(at -> !at.isBefore(from) && at.isBefore(from.plus(DAY)))
                .count();
    }

    private static String[] gustsEveryTenMinutes(int days) {
        List<String> rows = new ArrayList<>();
        for (int minute = 0; minute < days * DAY.toMinutes(); minute += 10) {
            rows.add(
                    String.format(
                            "%02dT%02d:%02d %d",
                            1 + minute / (24 * 60),
                            minute / 60 % 24,
                            minute % 60,
                            minute % 20 == 0 ? 20 : 5));
        }
        return rows.toArray(String[]::new);
    }
}
