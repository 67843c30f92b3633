package org.kadec21.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.kadec21.foreign.PostfixDovecot.Port;
import org.kadec21.foreign.PostfixLog.Login;
import org.kadec21.foreign.SubmitTool.Said;
import org.kadec21.live.Audit;
import org.kadec21.live.Kadec21;
import org.kadec21.live.LiveUnit;
import org.kadec21.live.Program;
import org.kadec21.live.Station;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Mail that takes a call: our PPP, IP and TCP on one side of a pseudo-terminal, the simulated
/// module with its access server on the other, and behind that a real Postfix that wants STARTTLS.
@Tag("foreign")
final class PostfixOverPppTest {

    private static final String USER = "tele@lab.test";
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /// In `data/wind-jfk-2013.csv` a storm begins some rows behind this one.
    private static final int STORM = 718;

    private static final int ROWS = 8;

    private static PostfixDovecot servers;

    @TempDir private Path folder;
    private Program module;

    @BeforeAll
    static void startServers() throws IOException {
        servers = PostfixDovecot.start();
    }

    @AfterAll
    static void stopServers() throws IOException {
        servers.close();
    }

    @BeforeEach
    void startModule() {
        module = Kadec21.start(folder, "module", "--pty", serial(), "--ppp-auth", "chap");
        Kadec21.awaitReady(module);
    }

    @AfterEach
    void stopModule() {
        module.close();
    }

    @Test
    void aMailReachesPostfixInsideTls() throws Exception {
        String text =
                """
                From: tele@lab.test
                To: alice@lab.test
                Message-ID: <dialled@lab.test>
                Subject: by PPP
                Date: Thu, 31 Jan 2013 06:00:00 +0000

                %s\
                """
                        .formatted("A line of a mail that takes many segments.\n".repeat(1000));
        Path secret = Files.writeString(folder.resolve("password"), "secret\n");

        Said said =
                new SubmitTool(folder)
                        .submit(
                                Files.writeString(folder.resolve("mail.eml"), text),
                                servers.port(Port.SUBMISSION),
                                "--tls",
                                "required",
                                "--ca",
                                servers.ca().toString(),
                                "--user",
                                USER,
                                "--password-file",
                                secret.toString(),
                                "--serial",
                                serial(),
                                "--sim-pin-file",
                                Files.writeString(folder.resolve("pin"), "1234\n").toString(),
                                "--bearer",
                                "ppp");

        assertThat(said.verdict()).isEqualTo("accepted - 250 2.0.0 final_reply");
        assertThat(said.text("tls")).startsWith("TLSv1.3");
        String reply = said.text("reply");
        String queueId = reply.substring(reply.lastIndexOf(' ') + 1);
        assertThat(servers.log().login(queueId))
                .contains(new Login("submission", "SCRAM-SHA-256", USER));
        servers.awaitDelivered(queueId);
        assertThat(servers.arrived("alice", "dialled@lab.test"))
                .singleElement()
                .asString()
                .endsWith(text);
    }

    @Test
    void aUnitsAlarmArrivesOnce(TestReporter reporter) throws Exception {
        LiveUnit unit = unit("alice");

        settle(unit);

        Audit audit = Audit.of(unit.claims(), station(), servers.mailbox("alice").read());
        reporter.publishEntry("audit", audit.toString());
        assertThat(audit.findings()).describedAs(module::story).isEmpty();
        assertThat(audit.alarms()).isPositive();
        assertThat(audit.repeated()).isZero();
    }

    /// The kill leaves the module in a call that nobody talks in.
    @Test
    void aUnitsAlarmArrivesAlthoughTheUnitIsKilledInTheMiddleOfTheCall(TestReporter reporter)
            throws Exception {
        LiveUnit unit = unit("bob");
        try (Program killed = start(unit)) {
            module.awaitErr(line -> line.contains("carrier.connected"), "carrier.connected", LIMIT);
            killed.kill();
            unit.hear(killed);
        }
        unit.noteDoubts();

        settle(unit);

        Audit audit = Audit.of(unit.claims(), station(), servers.mailbox("bob").read());
        reporter.publishEntry("audit", audit.toString());
        assertThat(audit.findings()).describedAs(module::story).isEmpty();
        assertThat(audit.alarms()).isPositive();
    }

    private static void settle(LiveUnit unit) {
        try (Program program = start(unit)) {
            assertThat(program.awaitExit(LIMIT)).describedAs(program::story).isZero();
            unit.hear(program);
        }
    }

    private static Program start(LiveUnit unit) {
        return unit.start("--pace", "50ms", "--monitor-every", "2s", "--until-settled");
    }

    private LiveUnit unit(String mailbox) throws IOException {
        return new LiveUnit(
                folder,
                servers.submission(mailbox),
                station(),
                "--serial",
                serial(),
                "--bearer",
                "ppp");
    }

    private static Station station() throws IOException {
        return Station.partOf(Kadec21.home().resolve("data/wind-jfk-2013.csv"), STORM, ROWS);
    }

    private String serial() {
        return folder.resolve("serial").toString();
    }
}
