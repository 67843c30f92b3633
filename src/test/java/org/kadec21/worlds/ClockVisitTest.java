package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.bench.check.MailboxCheck.Verdict;
import org.kadec21.firmware.record.MeasurementRecord;
import org.kadec21.firmware.record.RecordListing;
import org.kadec21.firmware.sensor.Pacing;
import org.kadec21.mailbox.ReceivedMail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Somebody sets a unit's clock at its service port, rightly or wrongly.
class ClockVisitTest {

    private static final Duration STEP = Duration.ofMinutes(10);
    private static final Duration HOURS = Duration.ofHours(3);
    private static final Instant BEGIN = Instant.parse("2013-05-01T00:00:00Z");
    private static final Station CALM = Station.calm(BEGIN, STEP, 400);

    @Test
    void theClockIsShownSetAndShownAgain() throws Exception {
        try (ServiceVisit visit = visit()) {
            visit.powerOn();
            visit.runFor(Duration.ofMinutes(5));

            assertThat(visit.visit("clock", "clock 2013-05-01T10:00:00+09:00", "clock"))
                    .containsSubsequence(
                            "clock     2013-05-01 09:04:00 +09:00",
                            "set       never; it shows what the board's does",
                            "network   no call has told its clock",
                            "ok the clock went by +3359 s: 2013-05-01 10:00:00 +09:00",
                            "clock     2013-05-01 10:00:00 +09:00",
                            "set       +3359 s from the board's");
            assertThat(visit.visit("clock 2013-05-01 10:30:00 +09:00", "clock reset"))
                    .as("as status shows it, and back")
                    .anyMatch(line -> line.endsWith(": 2013-05-01 10:30:00 +09:00"))
                    .last()
                    .asString()
                    .endsWith(": 2013-05-01 09:04:00 +09:00");
        }
    }

    @Test
    void aMomentThatIsNotAllowedIsAnsweredByWhatIs() throws Exception {
        try (ServiceVisit visit = visit()) {
            visit.powerOn();

            assertThat(
                            visit.visit(
                                    "clock 1999-12-31T23:59:59Z",
                                    "clock 2100-01-01T00:00:00Z",
                                    "clock 2013-05-01T10:00:00",
                                    "clock tomorrow"))
                    .filteredOn(line -> line.startsWith("error"))
                    .hasSize(4)
                    .allMatch(line ->
                            line.contains(
                                    "expected a moment from 2008-01-01T00:00:00Z on and before"
                                            + " 2100-01-01T00:00:00Z, with its offset from UTC"));
            assertThat(visit.unit().board().time().now())
                    .isEqualTo(visit.world.world().time().now());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-86_400, -7_200, 7_200, 86_400, 365 * 86_400L})
    void aJumpDisturbsNoSampleAndCausesNeitherAFloodNorASilence(long seconds) throws Exception {
        try (ServiceVisit visit = visit()) {
            visit.powerOn();
            visit.runFor(Duration.ofHours(5));
            Instant wrong = visit.world.world().time().now().plusSeconds(seconds);

            assertThat(visit.visit("clock " + wrong)).last().asString().startsWith("ok");
            visit.runFor(Duration.ofHours(55));

            requireOneMark(records(visit), 360);
            List<ReceivedMail> mails = monitoring(visit);
            assertThat(mails).as("daily, and one more at most").hasSizeBetween(2, 4);
            Verdict verdict = visit.requireAllDelivered();
            assertThat(verdict.duplicates()).isZero();
        }
    }

    @Test
    void aClockSetBackBehindTheCertificateIsToldAndLosesNothing() throws Exception {
        try (ServiceVisit visit = visit()) {
            visit.powerOn();
            visit.runFor(Duration.ofHours(5));
            visit.visit("clock 2012-05-01T14:00:00+09:00");
            visit.runFor(Duration.ofHours(25));

            requireOneMark(records(visit), 180);
            assertThat(monitoring(visit)).isEmpty();
            assertThat(visit.troubles)
                    .anyMatch(line -> line.contains("set the unit's clock, the mails wait"));

            visit.visit("clock from module");
            visit.requireAllDelivered();
        }
    }

    @Test
    void aClockThatWasSetOutlivesThePowerAndTheNextRecordTellsTheStep() throws Exception {
        try (ServiceVisit visit = visit()) {
            visit.powerOn();
            visit.runFor(Duration.ofMinutes(35));
            visit.visit("clock 2013-05-01T12:35:00+09:00");

            visit.world.cutPower("test");
            visit.runFor(Duration.ofMinutes(2));
            visit.powerOn();
            visit.runFor(Duration.ofMinutes(30));

            assertThat(visit.visit("clock")).anyMatch(line -> line.startsWith("set       +10"));
            List<MeasurementRecord> records = records(visit);
            assertThat(records.stream().filter(row -> !row.sample().clockStep().isZero()).toList())
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(row.number()).isEqualTo(5);
                        assertThat(row.sample().clockStep()).isBetween(HOURS, HOURS.plusMinutes(1));
                    });
            assertThat(visit.visit("records 5")).anyMatch(line -> line.contains(",clock+108"));
        }
    }

    @Test
    void theNetworksClockRightsOneThatIsWrongAndTheMailsThatWaitedGoAtOnce() throws Exception {
        Station gusty = Station.gusty(BEGIN, STEP, 30);
        try (ServiceVisit visit = visit(gusty)) {
            visit.powerOn();
            visit.visit("clock 2042-05-01T10:00:00+09:00");
            visit.runFor(Duration.ofHours(2));
            assertThat(visit.unit().unit().status().openMails())
                    .as("no certificate is valid in 2042")
                    .isPositive();

            List<String> heard = visit.visit("clock from module");
            visit.runFor(Duration.ofMinutes(5));

            assertThat(heard).last().asString().startsWith("ok the clock went by -9");
            assertThat(
                            Duration.between(
                                            visit.world.world().time().now(),
                                            visit.unit().board().time().now())
                                    .abs())
                    .isLessThan(Duration.ofSeconds(5));
            assertThat(visit.unit().unit().status().openMails()).isZero();
        }
    }

    @Test
    void aClockFarFromTheNetworksIsSetAndDoubted() throws Exception {
        try (ServiceVisit visit = visit()) {
            visit.powerOn();
            visit.visit("clock from module");

            assertThat(visit.visit("clock 2013-04-30T09:00:00+09:00"))
                    .last()
                    .asString()
                    .startsWith("ok the clock went by -")
                    .contains("; the network's shows 2013-05-01 08:59:")
                    .endsWith(", check which is right: certificates are judged by this one");
        }
    }

    @Test
    void withoutACallYetTheUnitCallsToHearTheNetworksClock() throws Exception {
        try (ServiceVisit visit = visit()) {
            visit.powerOn();
            visit.visit("clock 2013-05-02T10:00:00+09:00");

            assertThat(visit.visit("clock from module", "clock"))
                    .contains("* the unit calls its server, to hear the network's clock on the way")
                    .anyMatch(line -> line.startsWith("ok the clock went by -"))
                    .anyMatch(line -> line.startsWith("network   2013-05-01 08:59:"));
        }
    }

    @Test
    void mailsOfAClockThatWasSetCarryItsDate() throws Exception {
        try (ServiceVisit visit = visit()) {
            visit.powerOn();
            visit.runFor(Duration.ofHours(2));
            visit.visit("clock 2013-05-01T23:59:00+09:00");
            visit.runFor(Duration.ofHours(7));

            assertThat(monitoring(visit))
                    .singleElement()
                    .satisfies(mail ->
                            assertThat(mail.header("Date").orElse(""))
                                    .startsWith("Thu, 2 May 2013 06:0")
                                    .endsWith("+0900"));
        }
    }

    private static void requireOneMark(List<MeasurementRecord> records, int least) {
        assertThat(records).hasSizeBetween(least, least + 1);
        for (int at = 1; at < records.size(); at++) {
            requireOrder(records.get(at - 1), records.get(at));
        }
        assertThat(records.stream().filter(row -> !row.sample().clockStep().isZero())).hasSize(1);
    }

    /// Numbers rise by one, and time with them unless the record says otherwise.
    private static void requireOrder(MeasurementRecord before, MeasurementRecord row) {
        assertThat(row.number()).isEqualTo(before.number() + 1);
        Duration between =
                Duration.between(before.sample().sampledAt(), row.sample().sampledAt())
                        .minus(row.sample().clockStep());
        assertThat(between).as("before record %d", row.number()).isEqualTo(STEP);
    }

    private static List<MeasurementRecord> records(ServiceVisit visit) {
        return RecordListing.of(visit.world.flash()).records();
    }

    private static List<ReceivedMail> monitoring(ServiceVisit visit) throws Exception {
        return visit.world.readMailbox("watch@provider.test").stream()
                .filter(mail -> mail.header("X-Kadec21-Records").isPresent())
                .toList();
    }

    private static ServiceVisit visit() throws Exception {
        return visit(CALM);
    }

    private static ServiceVisit visit(Station station) throws Exception {
        return ServiceVisit.at(station, Pacing.every(STEP));
    }
}
