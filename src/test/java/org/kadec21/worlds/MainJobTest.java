package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.bench.check.MailboxCheck.Verdict;
import org.kadec21.bench.run.BenchJob;
import org.kadec21.bench.run.BenchReport;
import org.kadec21.bench.run.BenchRun;
import org.kadec21.bench.run.BenchSummary;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.firmware.update.BoardRevision;
import org.kadec21.firmware.update.FittedModule;
import org.kadec21.firmware.update.ImageManifest;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/// The main job as `kadec21 bench` runs it, on the real station's file.
class MainJobTest {

    private static final List<String> FIELDS_OF_THE_CONTRACT =
            List.of(
                    "format",
                    "records",
                    "alarms_raised",
                    "alarms_delivered",
                    "recoveries_delivered",
                    "monitoring_mails",
                    "lost",
                    "duplicates",
                    "duplicates_unmarked",
                    "bytes_up",
                    "bytes_down",
                    "radio_seconds",
                    "max_alarm_delay_seconds",
                    "seed",
                    "journal_sha256",
                    "virtual_seconds",
                    "wall_seconds");

    /// What the bench says beyond the contract.
    private static final List<String> FURTHER_FIELDS =
            List.of(
                    "mailboxes",
                    "logins",
                    "waiting",
                    "problems",
                    "energy_joules",
                    "energy_joules_by_state",
                    "energy_joules_per_mail");

    @Test
    void theWholeYearArrives() throws Exception {
        BenchReport report = run(Instant.MIN, Instant.MAX, 1);

        Verdict verdict = report.verdict();
        assertThat(verdict.problems()).isEmpty();
        assertThat(verdict.records()).isEqualTo(8706);
        assertThat(verdict.alarmsRaised()).isEqualTo(7);
        assertThat(verdict.alarmsDelivered()).isEqualTo(7);
        assertThat(verdict.recoveriesDelivered()).isEqualTo(7);
        assertThat(verdict.monitoringMails()).isBetween(365, 367);
        assertThat(verdict.lost()).isZero();
        assertThat(verdict.waiting()).isZero();
        assertThat(verdict.duplicates()).isZero();
        assertThat(verdict.maxAlarmDelay()).isLessThan(Duration.ofMinutes(2));
        assertThat(report.settled()).isTrue();
    }

    @Test
    void aSliceHoldsItsRowsOnly() throws Exception {
        Instant from = Instant.parse("2013-03-06T00:00:00Z");
        Instant to = Instant.parse("2013-03-09T00:00:00Z");

        BenchReport report = run(from, to, 1);

        long rows =
                lines().stream()
                        .skip(1)
                        .map(line -> Instant.parse(line.substring(0, line.indexOf(','))))
                        .filter(time -> !time.isBefore(from) && time.isBefore(to))
                        .count();
        assertThat(report.verdict().records()).isEqualTo((int) rows);
        assertThat(report.verdict().problems()).isEmpty();
        assertThat(report.verdict().waiting()).isZero();
    }

    @Test
    void twoSlicesHaveAsManyRecordsAsBothTogether() throws Exception {
        Instant first = Instant.parse("2013-01-10T00:00:00Z");
        Instant between = Instant.parse("2013-01-12T00:00:00Z");
        Instant last = Instant.parse("2013-01-14T00:00:00Z");

        int before = run(first, between, 1).verdict().records();
        int after = run(between, last, 1).verdict().records();

        assertThat(run(first, last, 1).verdict().records()).isEqualTo(before + after);
    }

    @Test
    void theJsonObjectHasTheFieldsOfTheContractInTheirOrder() throws Exception {
        BenchReport report =
                run(
                        Instant.parse("2013-01-31T00:00:00Z"),
                        Instant.parse("2013-02-01T00:00:00Z"),
                        9);

        List<String> fields =
                List.copyOf(
                        new BenchSummary(report, Duration.ofSeconds(1), ZoneId.of("UTC"))
                                .json()
                                .keySet());

        assertThat(fields.stream().filter(field -> !FURTHER_FIELDS.contains(field)))
                .containsExactlyElementsOf(FIELDS_OF_THE_CONTRACT);
        assertThat(fields).containsAll(FURTHER_FIELDS);
    }

    @Test
    void theSummaryOfABootedImageSaysWhoseCodeItWas() throws Exception {
        FirmwareProfile profile = FirmwareProfile.DUAL_BAND_2;
        ImageManifest image =
                new ImageManifest(
                        "2.7.1",
                        List.of(new BoardRevision("communication", "B")),
                        List.of(FittedModule.DUAL_BAND),
                        1,
                        1,
                        Instant.EPOCH,
                        "0123456789abcdef",
                        ImageManifest.Behaviour.of(profile));
        BenchReport report =
                run(
                        Instant.parse("2013-01-31T00:00:00Z"),
                        Instant.parse("2013-02-01T00:00:00Z"),
                        9);

        BenchSummary summary =
                new BenchSummary(report, Duration.ofSeconds(1), ZoneId.of("UTC")).booting(image);

        assertThat(summary.text())
                .contains("2.7.1 (dual-band-2): its behaviour, the code is this build's");
        assertThat(summary.json()).containsEntry("image", "2.7.1 (dual-band-2)");
    }

    @Test
    void theSeedDecidesTheJournalAndNothingThatArrives() throws Exception {
        Instant from = Instant.parse("2013-01-30T00:00:00Z");
        Instant to = Instant.parse("2013-02-01T00:00:00Z");

        BenchReport one = run(from, to, 1);
        BenchReport again = run(from, to, 1);
        BenchReport other = run(from, to, 2);

        assertThat(again.journalSha256()).isEqualTo(one.journalSha256());
        assertThat(other.journalSha256()).isNotEqualTo(one.journalSha256());
        assertThat(other.verdict().records()).isEqualTo(one.verdict().records());
        assertThat(other.verdict().problems()).isEmpty();
    }

    private static BenchReport run(Instant from, Instant to, long seed) throws Exception {
        Instant start = from.equals(Instant.MIN) ? Instant.parse("2013-01-01T05:59:00Z") : from;
        BenchJob job =
                new BenchJob(
                        WorldSetup.standard(seed, start, Units.dualBand()),
                        "wind-jfk-2013.csv",
                        lines(),
                        from,
                        to);
        return new BenchRun(job, Notices.NONE, (now, status) -> {}).run();
    }

    private static List<String> lines() throws IOException {
        return Files.readAllLines(Units.HOME.resolve("data").resolve("wind-jfk-2013.csv"));
    }
}
