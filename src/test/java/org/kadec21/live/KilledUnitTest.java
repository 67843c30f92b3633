package org.kadec21.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// A unit's process is killed and started again, its module and its provider stay.
final class KilledUnitTest {

    private static final long SEED = 21;
    private static final int KILLS = 6;

    /// Two seconds of work, about what a life lasts.
    private static final int ROWS_PER_LIFE = 40;

    @TempDir private Path folder;

    @Test
    void everythingAcceptedArrivesAlthoughTheUnitIsKilled(TestReporter reporter) throws Exception {
        Path serial = folder.resolve("serial");
        Station station = Station.stormy(SEED, ROWS_PER_LIFE * KILLS, 24);

        try (LabProvider provider = LabProvider.start(folder);
                Program module =
                        Kadec21.start(
                                folder, "module", "--pty", serial.toString(), "--speed", "200")) {
            Kadec21.awaitReady(module);
            LiveUnit unit =
                    new LiveUnit(folder, provider.server(), station, "--serial", serial.toString());
            KillLoop loop = new KillLoop(unit, SEED);
            loop.kill(KILLS, "--keep-trying", "--pace", "50ms", "--monitor-every", "1s");
            int mailsBeforeTheCalm = unit.claims().mails().size();
            loop.settle(
                    "--keep-trying", "--pace", "5ms", "--monitor-every", "1s", "--until-settled");

            Audit audit = Audit.of(unit.claims(), station, provider.mailbox().read());
            reporter.publishEntry("audit", audit.toString());
            assertThat(audit.findings()).isEmpty();
            assertThat(loop.busyLives()).as("lives killed at work").isGreaterThan(KILLS / 4);
            assertThat(mailsBeforeTheCalm).as("mails accepted between kills").isPositive();
        }
    }
}
