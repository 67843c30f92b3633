package org.kadec21.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;

/// A module on a pseudo-terminal, which has no DTR, falls again and again into a call whose far end
/// is dead, and mangles its lines: the unit ends the call by closing the port, and delivers.
@Tag("full")
final class DeadCallTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everythingArrivesThroughAModuleThatFallsIntoDeadCalls(int seed, TestReporter reporter)
            throws Exception {
        Path serial = folder.resolve("serial");
        Station station = Station.stormy(seed, 40, 24);

        try (LabProvider provider = LabProvider.start(folder);
                Program module =
                        Kadec21.start(
                                folder,
                                "module",
                                "--pty",
                                serial.toString(),
                                "--speed",
                                "50",
                                "--faults",
                                "ppp-zombie:chance=1:quiet=3s,odd-lines",
                                "--seed",
                                Integer.toString(seed))) {
            Kadec21.awaitReady(module);
            LiveUnit unit =
                    new LiveUnit(folder, provider.server(), station, "--serial", serial.toString());

            new KillLoop(unit, seed)
                    .settle(
                            "--keep-trying",
                            "--pace",
                            "5ms",
                            "--monitor-every",
                            "1s",
                            "--until-settled");

            Audit audit = Audit.of(unit.claims(), station, provider.mailbox().read());
            reporter.publishEntry("audit", audit.toString());
            assertThat(audit.findings()).isEmpty();
            assertThat(module.err())
                    .describedAs(module::story)
                    .anyMatch(line -> line.contains("< NO CARRIER"));
        }
    }
}
