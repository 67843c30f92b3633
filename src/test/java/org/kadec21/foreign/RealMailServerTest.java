package org.kadec21.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.kadec21.foreign.PostfixLog.Login;
import org.kadec21.live.Audit;
import org.kadec21.live.Kadec21;
import org.kadec21.live.KillLoop;
import org.kadec21.live.LiveUnit;
import org.kadec21.live.Program;
import org.kadec21.live.Station;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The unit and its module as processes, a pseudo-terminal between them, Postfix and Dovecot behind
/// the module.
@Tag("foreign")
final class RealMailServerTest {

    private static final long SEED = 21;
    private static final int KILLS = 50;

    /// In `data/wind-jfk-2013.csv` the storm of 31 January lies here.
    private static final int STORM = 700;

    private static PostfixDovecot servers;

    @TempDir private Path folder;

    @BeforeAll
    static void startServers() throws IOException {
        servers = PostfixDovecot.start();
    }

    @AfterAll
    static void stopServers() throws IOException {
        servers.close();
    }

    @Test
    void aUnitDeliversThroughItsSerialPortToPostfix(TestReporter reporter) throws Exception {
        Station station =
                Station.partOf(Kadec21.home().resolve("data/wind-jfk-2013.csv"), STORM, 60);

        try (Program module = module()) {
            LiveUnit unit = unit("alice", station);
            try (Program program =
                    unit.start("--pace", "100ms", "--monitor-every", "2s", "--until-settled")) {
                assertThat(program.awaitExit(KillLoop.SETTLING_LIMIT))
                        .describedAs(program::story)
                        .isZero();
                unit.hear(program);
            }

            Audit audit = Audit.of(unit.claims(), station, servers.mailbox("alice").read());
            reporter.publishEntry("audit", audit.toString());
            assertThat(audit.findings()).describedAs(module::story).isEmpty();
            assertThat(audit.alarms()).isPositive();
            assertThat(audit.repeated()).isZero();
            assertThat(audit.marked()).isZero();
            assertThat(logins("alice@lab.test"))
                    .hasSize(audit.mails())
                    .containsOnly(new Login("submission", "PLAIN", "tele@lab.test"));
        }
    }

    @Test
    @Tag("full")
    void everythingAcceptedReachesPostfixAlthoughTheUnitIsKilledFiftyTimes(TestReporter reporter)
            throws Exception {
        Station station = Station.stormy(SEED, 2500, 24);

        try (Program module = module()) {
            LiveUnit unit = unit("bob", station);
            KillLoop loop = new KillLoop(unit, SEED);
            loop.kill(KILLS, "--keep-trying", "--pace", "100ms", "--monitor-every", "3s");
            int acceptedWhileKilled = unit.claims().records().size();
            loop.settle(
                    "--keep-trying", "--pace", "2ms", "--monitor-every", "3s", "--until-settled");

            Audit audit = Audit.of(unit.claims(), station, servers.mailbox("bob").read());
            reporter.publishEntry("audit", audit.toString());
            reporter.publishEntry("acceptedWhileKilled", "" + acceptedWhileKilled);
            assertThat(audit.findings()).describedAs(module::story).isEmpty();
            assertThat(acceptedWhileKilled)
                    .describedAs("the data must not end before the killing does")
                    .isLessThan(station.rows().size());
        }
    }

    /// How each mail to this address came in. The port `submission` takes logins inside TLS only.
    private static List<Login> logins(String address) throws IOException {
        PostfixLog log = servers.log();
        return log.deliveredTo(address).stream().map(id -> log.login(id).orElseThrow()).toList();
    }

    private Program module() {
        Program module =
                Kadec21.start(folder, "module", "--pty", serial().toString(), "--speed", "200");
        try {
            Kadec21.awaitReady(module);
            return module;
        } catch (AssertionError neverReady) {
            module.close();
            throw neverReady;
        }
    }

    private LiveUnit unit(String mailbox, Station station) throws IOException {
        return new LiveUnit(
                folder, servers.submission(mailbox), station, "--serial", serial().toString());
    }

    private Path serial() {
        return folder.resolve("serial");
    }
}
