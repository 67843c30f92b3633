package org.kadec21.firmware.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kadec21.firmware.boot.ScriptedServer.Delivery;
import org.kadec21.submission.Outcome.Scope;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A unit whose flash is full, whose schedule is cut by the power, whose clock is wrong.
class TroubledUnitTest {

    private static final String SECOND_RECIPIENT =
            """
                - address: watch@provider.test
                - {address: keitai@provider.test, encoding: iso-2022-jp}\
            """;

    /// The report that the flash is full, whose id has day and words behind it.
    private static final String ROOM = "n2-test.room.";

    @Test
    void livesOnWhenTheFlashIsFullAsRecordsFallDue() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.boot("08:00 5", "12:00 6");
            lab.runFor(Duration.ofMinutes(510));
            lab.fillFlash();

            lab.runFor(Duration.ofHours(1));
            assertThat(lab.troubles).anyMatch(line -> line.contains("records up to 1 are owed"));

            lab.freeFlash();
            lab.runFor(Duration.ofHours(3));
            assertThat(beside(ROOM, lab))
                    .containsExactly("n2-test.m1-1.1357027200@kadec21.example");
        }
    }

    @Test
    void writesDownWhatIsOwedOnceThereIsRoom() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.server.refusal = Optional.of(ScriptedServer.deferred(Scope.HOST));
            lab.boot("08:00 5");
            lab.runFor(Duration.ofMinutes(510));
            lab.fillFlash();
            lab.runFor(Duration.ofHours(1));
            lab.freeFlash();
            lab.runFor(Duration.ofHours(3));
            lab.cutPower();

            lab.server.refusal = Optional.empty();
            lab.boot();
            lab.runFor(Duration.ofHours(1));

            assertThat(beside(ROOM, lab))
                    .containsExactly("n2-test.m1-1.1357027200@kadec21.example");
        }
    }

    @Test
    void raisesAnAlarmForARecordThereIsNoRoomFor() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.boot("01:00 20", "02:00 20");
            lab.runFor(Duration.ofMinutes(30));
            lab.fillFlash();
            lab.runFor(Duration.ofHours(1));

            lab.freeFlash();
            lab.runFor(Duration.ofHours(1));

            assertThat(beside(ROOM, lab))
                    .containsExactly("n2-test.r0.high-wind.onset.1357002000@kadec21.example");
            assertThat(
                            new String(
                                    lab.server.deliveries.getFirst().mail().content(),
                                    StandardCharsets.US_ASCII))
                    .contains("X-Kadec21-Record: none\r\n");
        }
    }

    @Test
    void anIntervalGoesOnAfterARestart() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.configure("daily-at: \"18:00\"", "every: 6 h");
            lab.boot("01:00 5");
            lab.runFor(Duration.ofHours(4));
            lab.cutPower();

            lab.boot("01:00 5");
            lab.runFor(Duration.ofHours(3));

            assertThat(lab.server.deliveries)
                    .extracting(Delivery::at)
                    .containsExactly(at("06:00:02"));
        }
    }

    @Test
    void aCutBetweenTheMessagesOfOneCutLeavesTheFirstOneSettled() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.configure("    - address: watch@provider.test", SECOND_RECIPIENT);
            lab.boot("08:00 5");
            lab.runFor(Duration.ofHours(9).plusSeconds(3));
            lab.cutPower();

            lab.boot("08:00 5");
            lab.runFor(Duration.ofMinutes(1));

            assertThat(lab.server.deliveries)
                    .extracting(delivery -> delivery.mail().recipients().getFirst())
                    .containsExactly("watch@provider.test", "keitai@provider.test");
            assertThat(lab.server.deliveries)
                    .extracting(delivery -> delivery.mail().possibleDuplicate())
                    .containsExactly(0, 0);
            assertThat(lab.status().acknowledgedUpTo()).isEqualTo(1);
        }
    }

    @Test
    void finishesACutForARecipientWhoLeftTheConfiguration() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.server.answers.add(ScriptedServer.deferred(Scope.HOST));
            lab.boot("08:00 5");
            lab.runFor(Duration.ofHours(9).plusMinutes(1));
            lab.cutPower();

            lab.configure("address: watch@provider.test", "address: other@provider.test");
            lab.boot("08:00 5");
            lab.runFor(Duration.ofHours(1));

            assertThat(lab.server.deliveries.getLast().mail().recipients())
                    .containsExactly("watch@provider.test");
            assertThat(lab.status().acknowledgedUpTo()).isEqualTo(1);
        }
    }

    @Test
    void saysOnceThatTheNetworksClockShowsAnotherTime() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.networkTime = Optional.of(at("03:00:00"));
            lab.boot("01:00 20", "01:01 10");

            lab.runFor(Duration.ofHours(2));

            assertThat(lab.troubles)
                    .containsExactly(
                            "the unit's clock is 2 h behind the network's; check which of the two"
                                    + " is right");
        }
    }

    @Test
    void namesTheNetworksClockWhenSecurityFails() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.networkTime = Optional.of(at("03:00:00"));
            lab.server.refusal = Optional.of(ScriptedServer.deferred(Scope.SECURITY));
            lab.boot("01:00 20");

            lab.runFor(Duration.ofMinutes(70));

            assertThat(lab.troubles.getLast())
                    .contains(
                            "and the unit's clock; the unit's clock is 2 h behind the network's)");
        }
    }

    @Test
    void sendsAnAlarmUnderTheLongestNamesThatCanBeConfigured() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.configure("id: n2-test", "id: " + "u".repeat(32));
            lab.configure("rule: high-wind", "rule: " + "r".repeat(32));
            lab.configure("domain: kadec21.example", "domain: " + "d".repeat(128));
            lab.configure("    - address: watch@provider.test", SECOND_RECIPIENT);
            lab.boot("01:00 20");

            lab.runFor(Duration.ofHours(2));

            assertThat(lab.server.acceptedIds()).hasSize(2);
        }
    }

    @Test
    void refusesADomainThatMakesMessageIdsTooLong() {
        try (UnitInAWorld lab = new UnitInAWorld(1)) {
            lab.configure("domain: kadec21.example", "domain: " + "d".repeat(129));

            assertThatThrownBy(() -> lab.boot("01:00 20"))
                    .hasMessageContaining("a domain name of at most 128 characters");
        }
    }

    private static Instant at(String timeOfDay) {
        return Instant.parse("2013-01-01T" + timeOfDay + "Z");
    }

    /// What arrived beside a report, which arrived as well.
    private static List<String> beside(String report, UnitInAWorld lab) {
        List<String> ids = lab.server.acceptedIds();
        assertThat(ids).filteredOn(id -> id.startsWith(report)).hasSize(1);
        return ids.stream().filter(id -> !id.startsWith(report)).toList();
    }
}
