package org.kadec21.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kadec21.simulation.module.fault.FaultList;
import org.kadec21.simulation.weather.Gust;
import org.kadec21.simulation.weather.Trouble;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

class DeterminismTest {

    private static final int RUNS = 20;

    @Test
    void theSameSeedGivesTheSameJournalInTwentyRuns() throws Exception {
        TreeSet<String> digests = new TreeSet<>();

        for (int run = 0; run < RUNS; run++) {
            digests.add(BusyWorld.journalDigest(7));
        }

        assertThat(digests).hasSize(1);
    }

    @Test
    void otherSeedsGiveOtherJournals() throws Exception {
        List<String> digests = new ArrayList<>();

        for (long seed = 1; seed <= 5; seed++) {
            digests.add(BusyWorld.journalDigest(seed));
        }

        assertThat(digests).doesNotHaveDuplicates();
    }

    @Test
    void anotherJvmComesToTheSameJournal() throws Exception {
        assertThat(inAnotherJvm(11))
                .isEqualTo(inAnotherJvm(11))
                .isEqualTo(BusyWorld.journalDigest(11));
    }

    /// A fault that looks into payloads, here into ciphertext, needs a cipher without chance of its
    /// own.
    @Test
    void trapsInCiphertextAreSetAlikeInEachRun() throws Exception {
        Gust traps =
                new Gust(
                        Duration.ZERO,
                        new Trouble.ModuleMisbehaves(
                                Duration.ofDays(30), FaultList.parse("payload-traps")));
        TreeSet<String> digests = new TreeSet<>();

        for (int run = 0; run < 4; run++) {
            try (Lab lab = BusyWorld.lab(7, setup -> setup.withWeather(List.of(traps)))) {
                digests.add(BusyWorld.liveThrough(lab));
            }
        }

        assertThat(digests).hasSize(1);
    }

    @Test
    void muchHappensInTheWorldThatIsCompared() throws Exception {
        try (Lab lab = BusyWorld.lab(7)) {
            BusyWorld.liveThrough(lab);

            assertThat(lab.kinds()).contains("alarm", "recovery", "monitoring");
            assertThat(lab.journalled("tls.established")).isGreaterThan(5);
            assertThat(lab.journalled("unit.booted")).isEqualTo(2);
            assertThat(lab.troubles).anyMatch(line -> line.contains("in doubt"));
        }
    }

    @Test
    void everyFieldOfTheJournalIsNamedInTheSameWay() throws Exception {
        TreeSet<String> names = new TreeSet<>();
        try (Lab lab = BusyWorld.lab(7)) {
            BusyWorld.liveThrough(lab);

            for (String line : lab.journal) {
                names.addAll(JsonMapper.shared().readTree(line).propertyNames());
            }
        }

        assertThat(names).contains("bytes_up").allMatch(name -> name.matches("[a-z]+(_[a-z]+)*"));
    }

    private static String inAnotherJvm(long seed) throws IOException, InterruptedException {
        String classes =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        Process jvm =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-Djdk.tls.server.newSessionTicketCount=0",
                                "-Dkadec21.home=" + Units.HOME.toAbsolutePath(),
                                "-cp",
                                classes,
                                BusyWorld.class.getName(),
                                String.valueOf(seed))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(jvm.waitFor()).as("exit code, output %s", output).isZero();
        return output.strip();
    }
}
