package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.bench.check.DeliveredMail;
import org.kadec21.bench.check.MailboxCheck.Verdict;
import org.kadec21.bench.config.ProviderFile;
import org.kadec21.bench.run.BenchJob;
import org.kadec21.bench.run.BenchReport;
import org.kadec21.bench.run.BenchRun;
import org.kadec21.bench.run.BenchSummary;
import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.notice.Notices;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A unit that authenticates by MD5 without TLS lives over the day on which its provider refuses
/// MD5: the three things that can happen to it, by its own file.
class ProviderChangeTest {

    private static final Instant CHANGE = Instant.parse("2017-01-23T16:30:00Z");
    private static final Instant OUTAGE = Instant.parse("2017-01-23T15:00:00Z");
    private static final Station STATION =
            Station.gusty(Instant.parse("2017-01-22T00:00:00Z"), Duration.ofHours(1), 72);

    @Test
    void goesDarkWhereItsFloorForbidsPlain() throws Exception {
        try (Lab lab = lab(Units.md5("dark"))) {
            lab.runFor(Duration.ofDays(4));

            assertThat(lab.delivered())
                    .isNotEmpty()
                    .allMatch(mail -> mail.arrivedAt().isBefore(CHANGE));
            assertThat(lab.troubles)
                    .anyMatch(line ->
                            line.contains("[CRAM-MD5, DIGEST-MD5], the server offers")
                                    && line.contains("PLAIN"));
            Verdict verdict = lab.inspect().verdict();
            assertThat(verdict.lost()).isZero();
            assertThat(verdict.waiting()).as("kept on its flash").isPositive();
            assertThat(passwordsInClearText(lab)).isEmpty();
            assertThat(logins(lab)).as("never below its floor").containsOnly("DIGEST-MD5 clear");
        }
    }

    @Test
    void sendsItsPasswordInClearTextWhereItsFileAllowsIt() throws Exception {
        try (Lab lab = lab(Units.md5("clear"))) {
            assertThat(lab.unit.settle(Duration.ofDays(6))).isTrue();

            lab.requireAllDelivered();
            assertThat(logins(lab))
                    .containsOnly("DIGEST-MD5 clear", "PLAIN clear")
                    .endsWith("PLAIN clear");
            assertThat(logins(lab).getFirst()).isEqualTo("DIGEST-MD5 clear");
        }
    }

    @Test
    void takesPlainInsideTlsWhereItsFileWantsTlsWhenThereIsSome() throws Exception {
        try (Lab lab = lab(Units.md5("tls"))) {
            assertThat(lab.unit.settle(Duration.ofDays(6))).isTrue();

            lab.requireAllDelivered();
            assertThat(logins(lab))
                    .containsOnly("DIGEST-MD5 clear", "PLAIN tls")
                    .endsWith("PLAIN tls");
            assertThat(passwordsInClearText(lab)).isEmpty();
        }
    }

    @Test
    void nothingArrivesDuringTheOutageAndEverythingAfterIt() throws Exception {
        try (Lab lab = lab(Units.md5("tls"))) {
            assertThat(lab.unit.settle(Duration.ofDays(6))).isTrue();

            List<DeliveredMail> mails = lab.delivered();
            assertThat(mails)
                    .noneMatch(mail ->
                            !mail.arrivedAt().isBefore(OUTAGE) && mail.arrivedAt().isBefore(CHANGE))
                    .anyMatch(mail -> mail.arrivedAt().isAfter(CHANGE));
        }
    }

    @Test
    void theBenchTellsTheWayOfEachLogin() throws Exception {
        assertThat(summary("dark"))
                .containsPattern("Logins +DIGEST-MD5 in clear \\d+ times?\n")
                .containsPattern("Waiting +\\d+ records and mails");
        assertThat(summary("clear"))
                .containsPattern(
                        "Logins +DIGEST-MD5 in clear \\d+ times?, PLAIN in clear \\d+ times?\n")
                .doesNotContain("Waiting");
        assertThat(summary("tls"))
                .containsPattern(
                        "Logins +DIGEST-MD5 in clear \\d+ times?, PLAIN inside TLS \\d+ times?\n")
                .doesNotContain("Waiting");
    }

    /// What `kadec21 bench` says of a unit's life over the change.
    private static String summary(String fate) throws Exception {
        UnitConfig unit = Units.md5(fate);
        BenchJob job =
                new BenchJob(setup(unit), "station.csv", STATION.lines(), Instant.MIN, Instant.MAX);
        BenchReport report = new BenchRun(job, Notices.NONE, (now, status) -> {}).run();
        return new BenchSummary(report, Duration.ofSeconds(1), unit.zone()).text();
    }

    /// Mechanism of each login, and whether it was inside TLS, in order.
    private static List<String> logins(Lab lab) {
        return lab.journal.stream()
                .filter(line -> line.contains("\"event\":\"auth.ok\""))
                .filter(line -> line.contains("\"mechanism\":"))
                .map(line ->
                        line.replaceAll(".*\"mechanism\":\"([^\"]+)\".*", "$1")
                                + (line.contains("\"tls\":true") ? " tls" : " clear"))
                .toList();
    }

    private static List<String> passwordsInClearText(Lab lab) {
        return logins(lab).stream().filter(login -> login.equals("PLAIN clear")).toList();
    }

    private static Lab lab(UnitConfig unit) throws Exception {
        return new Lab(setup(unit), STATION);
    }

    private static WorldSetup setup(UnitConfig unit) {
        return WorldSetup.standard(5, STATION.start(), unit)
                .withProvider(
                        ProviderFile.read(Units.HOME.resolve("config/providers/xephion.yaml")));
    }
}
