package org.kadec21.firmware.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.firmware.boot.ScriptedServer.Delivery;
import org.kadec21.modem.Attachment;
import org.kadec21.submission.Outcome;
import org.kadec21.submission.Outcome.Scope;
import org.kadec21.submission.Outcome.Stage;
import org.kadec21.submission.SubmissionPolicy.Tls;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

class UnitTest {

    private static final String ONSET = "n2-test.r2.high-wind.onset.1357002000@kadec21.example";
    private static final String CLEARED = "n2-test.r3.high-wind.cleared.1357005600@kadec21.example";

    @Test
    void sendsAnAlarmAtOnceAndRecordsOnSchedule() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.boot("00:00 5", "01:00 15.0", "02:00 12.0");

            lab.runFor(Duration.ofHours(10));

            assertThat(lab.server.acceptedIds())
                    .containsExactly(ONSET, CLEARED, "n2-test.m1-3.1356998400@kadec21.example");
            assertThat(lab.server.deliveries)
                    .extracting(Delivery::at)
                    .containsExactly(at("01:00:02"), at("02:00:02"), at("09:00:02"));
            assertThat(lab.status().isSettled()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void samplesFirstWhenARowIsDueWithTheSchedule(long seed) {
        try (UnitInAWorld lab = new UnitInAWorld(seed)) {
            lab.boot("08:00 5", "09:00 6", "10:00 7");

            lab.runFor(Duration.ofHours(12));

            assertThat(lab.server.acceptedIds())
                    .containsExactly("n2-test.m1-2.1357027200@kadec21.example");
        }
    }

    @Test
    void sendsAlarmsBeforeRecordsOverOneConnection() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.boot("08:00 5", "09:00 20");

            lab.runFor(Duration.ofHours(10));

            assertThat(lab.server.acceptedIds().getFirst()).contains("onset");
            assertThat(lab.server.acceptedIds()).hasSize(2);
            assertThat(lab.server.sessions).hasSize(1);
        }
    }

    @Test
    void waitsLongerAfterEachFailureAndLosesNothing() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.server.refusal = Optional.of(ScriptedServer.deferred(Scope.HOST));
            lab.boot("00:00 5", "01:00 20");

            lab.runFor(Duration.ofHours(2));
            assertThat(lab.server.sessions)
                    .containsExactly(
                            at("01:00:00"), at("01:05:00"), at("01:15:00"), at("01:35:00"));

            lab.server.refusal = Optional.empty();
            lab.runFor(Duration.ofHours(8));
            assertThat(lab.server.acceptedIds()).hasSize(2);
            assertThat(lab.status().isSettled()).isTrue();
        }
    }

    @Test
    void sendsAnAlarmThatCameWhileTheWindowClosedAtOnce() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.closing = Duration.ofMinutes(2);
            lab.boot("01:00 20", "01:01 10");

            lab.runFor(Duration.ofHours(2));

            assertThat(lab.server.deliveries)
                    .extracting(Delivery::at)
                    .containsExactly(at("01:00:02"), at("01:02:04"));
        }
    }

    @Test
    void aNewAlarmDuringAFailingWindowDoesNotInheritTheLongWait() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.server.refusal = Optional.of(ScriptedServer.deferred(Scope.HOST));
            lab.closing = Duration.ofMinutes(2);
            lab.boot("01:00 20", "01:20 10");

            lab.runFor(Duration.ofMinutes(90));

            assertThat(lab.server.sessions)
                    .containsExactly(
                            at("01:00:00"), at("01:07:00"), at("01:19:00"), at("01:26:00"));
        }
    }

    @Test
    void doesNotHammerAnAccountThatIsRefused() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.server.refusal = Optional.of(ScriptedServer.deferred(Scope.ACCOUNT));
            lab.boot("00:00 5", "01:00 20", "02:00 10", "03:00 20");

            lab.runFor(Duration.ofHours(5));

            assertThat(lab.server.sessions)
                    .containsExactly(
                            at("01:00:00"), at("01:30:00"), at("02:30:00"), at("04:30:00"));
            assertThat(lab.troubles)
                    .first()
                    .asString()
                    .contains("operator: check user and password");
        }
    }

    @Test
    void sendsAMailInDoubtAgainAndMarksIt() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.server.answers.add(new Outcome.InDoubt(Stage.FINAL_REPLY, "the reply was lost"));
            lab.boot("00:00 5", "01:00 20");

            lab.runFor(Duration.ofHours(2));

            assertThat(lab.server.deliveries)
                    .extracting(delivery -> delivery.mail().possibleDuplicate())
                    .containsExactly(0, 2);
            assertThat(lab.server.deliveries.get(1).mail().content())
                    .isEqualTo(lab.server.deliveries.get(0).mail().content());
        }
    }

    @Test
    void sendsExactlyTheSameCutAgainWhileNewerRecordsWait() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.server.answers.add(ScriptedServer.deferred(Scope.HOST));
            lab.boot("08:00 5", "09:00 6", "09:10 7");

            lab.runFor(Duration.ofHours(10));

            assertThat(lab.server.deliveries).hasSize(2);
            assertThat(lab.server.deliveries.get(1).mail().content())
                    .isEqualTo(lab.server.deliveries.get(0).mail().content());
            assertThat(lab.status().acknowledgedUpTo()).isEqualTo(2);
        }
    }

    @Test
    void capsAMonitoringMailByAirtime() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.configure("airtime-cap: 60 s", "airtime-cap: 4 s"); // 4800 bytes at 9600 bit/s
            String[] rows = new String[480];
            for (int minute = 0; minute < rows.length; minute++) {
                rows[minute] = "%02d:%02d 5.0".formatted(minute / 60, minute % 60);
            }
            lab.boot(rows);

            lab.runFor(Duration.ofHours(10));

            assertThat(lab.server.acceptedIds()).hasSize(6);
            assertThat(lab.server.deliveries)
                    .allSatisfy(delivery ->
                            assertThat(delivery.mail().content().length).isLessThan(4800));
            assertThat(lab.status().isSettled()).isTrue();
        }
    }

    @Test
    void holdsRecordsBackWhileTheSupplyIsLowButSendsAlarms() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.supplyMillivolts = 10_900;
            lab.boot("08:00 5", "10:00 20", "11:00 20");

            lab.runFor(Duration.ofHours(10).plusMinutes(30));
            assertThat(lab.server.acceptedIds()).hasSize(2).noneMatch(id -> id.contains(".m1-"));

            lab.supplyMillivolts = 12_000;
            lab.runFor(Duration.ofHours(1));
            assertThat(lab.server.acceptedIds()).anyMatch(id -> id.contains(".m1-1."));
        }
    }

    @Test
    void makesUpForAScheduleMissedWithoutPower() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.boot("01:00 5", "02:00 6");
            lab.runFor(Duration.ofHours(3));
            lab.cutPower();

            lab.runFor(Duration.ofHours(8));
            lab.boot("01:00 5", "02:00 6");
            lab.runFor(Duration.ofMinutes(1));

            assertThat(lab.server.acceptedIds())
                    .containsExactly("n2-test.m1-2.1357002000@kadec21.example");
        }
    }

    @Test
    void raisesAnAlarmOnceAlthoughThePowerFails() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.server.refusal = Optional.of(ScriptedServer.deferred(Scope.HOST));
            lab.boot("00:00 5", "01:00 20", "02:00 20");
            lab.runFor(Duration.ofMinutes(90));
            lab.cutPower();

            lab.server.refusal = Optional.empty();
            lab.boot("00:00 5", "01:00 20", "02:00 20");
            lab.runFor(Duration.ofHours(3));

            assertThat(lab.server.acceptedIds()).containsExactly(ONSET);
            assertThat(lab.status().records()).isEqualTo(3);
        }
    }

    @Test
    void holdsAServerToTheTlsItOnceOffered() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.server.tls = Optional.of("TLSv1.3");
            lab.boot("01:00 20", "02:00 10");

            lab.runFor(Duration.ofHours(3));

            assertThat(lab.server.policies)
                    .extracting(policy -> policy.tls().mode())
                    .containsExactly(Tls.Mode.OPTIONAL, Tls.Mode.REQUIRED);
        }
    }

    @Test
    void samplesOnWhileItCannotGetOnline() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.offline =
                    Optional.of(
                            new Attachment.Offline(
                                    Attachment.Cause.REGISTRATION,
                                    "expected registration, came +CREG: 0,3",
                                    "check the SIM"));
            lab.boot("00:00 20", "01:00 20", "02:00 20");

            lab.runFor(Duration.ofHours(3));

            assertThat(lab.status().records()).isEqualTo(3);
            assertThat(lab.status().openMails()).isEqualTo(1);
            assertThat(lab.troubles)
                    .first()
                    .asString()
                    .startsWith("expected registration, came +CREG: 0,3; check the SIM");
        }
    }

    @Test
    void reportsARowThatCannotBeReadAndRecordsTheOthers() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.boot("00:00 5", "01:00 fast", "02:00 6");

            lab.runFor(Duration.ofHours(3));

            assertThat(lab.status().records()).isEqualTo(2);
            assertThat(lab.troubles)
                    .containsExactly(
                            "data line 3 skipped: expected a number or nothing in wind_speed_mps,"
                                    + " but came 'fast'");
        }
    }

    @Test
    void marksAnAlarmForPrograms() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.boot("01:00 20");

            lab.runFor(Duration.ofHours(2));

            String message =
                    new String(
                            lab.server.deliveries.getFirst().mail().content(),
                            StandardCharsets.US_ASCII);
            assertThat(message)
                    .contains(
                            "X-Kadec21-Kind: alarm\r\n",
                            "X-Kadec21-Rule: high-wind\r\n",
                            "X-Kadec21-Record: 1\r\n");
        }
    }

    private static Instant at(String timeOfDay) {
        return Instant.parse("2013-01-01T" + timeOfDay + "Z");
    }
}
