package org.kadec21.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.kadec21.live.LabProvider;
import org.kadec21.live.Program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// pppd dials the simulated module, and Linux's TCP gets through it to servers of this machine.
@Tag("foreign")
@Execution(ExecutionMode.CONCURRENT)
class DiallingPppdTest {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    /// The exit code of pppd where it could not say who it is, pppd(8).
    private static final String TURNED_AWAY = "pppd ended 19";

    private static LabProvider provider;

    @TempDir private Path folder;

    @BeforeAll
    static void start(@TempDir Path home) {
        provider = LabProvider.start(home);
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    /// Some 50 KiB each way.
    @Test
    void sendsAMailAndReadsItInsideTls() throws Exception {
        try (ModulePort port = port("chap:au:open-sesame")) {
            Program host = PppdGuest.host(folder, port, script(), "noauth");

            int exitCode = host.awaitExit(LIMIT);

            assertThat(PppdGuest.said(host))
                    .contains("CHAP authentication succeeded")
                    .contains("read what was sent")
                    .contains("rcvd [LCP TermAck");
            assertThat(exitCode).as(host.story()).isZero();
        }
    }

    @Test
    void isTurnedAwayWithAWrongPassword() throws Exception {
        try (ModulePort port = port("pap:au:another")) {
            Program host = PppdGuest.host(folder, port, script(), "noauth");

            host.awaitExit(LIMIT);

            assertThat(PppdGuest.said(host)).contains(TURNED_AWAY).doesNotContain("script ended");
        }
    }

    private ModulePort port(String authentication) throws IOException {
        return ModulePort.open(
                folder.resolve("modem0"),
                "pppd-" + authentication.replace(':', '-'),
                List.of("--ppp-auth", authentication));
    }

    /// 10.64.64.64 is the network's end of the call, which stands for this machine. The provider's
    /// certificate is made out to a name.
    private Path script() throws IOException {
        return Files.writeString(
                folder.resolve("mail.py"),
                """
                import poplib, smtplib, ssl
                trust = ssl.create_default_context(cafile="%s")
                trust.check_hostname = False
                lines = ["record %%d" %% number for number in range(4000)]
                with smtplib.SMTP("10.64.64.64", %d, "unit", timeout=60) as server:
                    server.starttls(context=trust)
                    server.login("lab", "secret")
                    text = "\\r\\n".join(["Subject: records", ""] + lines)
                    server.sendmail("lab@provider.test", ["lab@provider.test"], text)
                server = poplib.POP3("10.64.64.64", %d, timeout=60)
                server.stls(trust)
                server.user("lab")
                server.pass_("secret")
                read = [line.decode() for line in server.retr(1)[1]]
                assert read[-len(lines):] == lines, read
                server.quit()
                print("read what was sent", flush=True)
                """
                        .formatted(
                                provider.ca(), provider.port("submission"), provider.port("pop3")));
    }
}
