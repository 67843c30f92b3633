package org.kadec21.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kadec21.live.LabProvider;
import org.kadec21.live.Program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Mail programs that no one here wrote, at `./kadec21 provider`.
@Tag("foreign")
final class ForeignClientsTest {

    private static final Duration CLIENT_LIMIT = Duration.ofSeconds(30);
    private static final String ADDRESS = "lab@provider.test";

    @TempDir private static Path served;

    private static LabProvider provider;

    @TempDir private Path folder;

    @BeforeAll
    static void startProvider() {
        provider = LabProvider.start(served);
    }

    @AfterAll
    static void stopProvider() {
        provider.close();
    }

    @Test
    void swaksSubmitsInsideStartTlsAndCurlReadsInsideStls() {
        Program sent =
                run(
                        "swaks",
                        "--server",
                        "localhost:" + port("submission"),
                        "--tls",
                        "--tls-verify",
                        "--tls-ca-path",
                        ca(),
                        "--auth",
                        "LOGIN",
                        "--auth-user",
                        "lab",
                        "--auth-password",
                        "secret",
                        "--from",
                        ADDRESS,
                        "--to",
                        ADDRESS,
                        "--h-Subject",
                        "swaks was here",
                        "--body",
                        ".a line that begins with a dot");

        assertThat(sent.awaitExit(CLIENT_LIMIT)).describedAs(sent::story).isZero();
        assertThat(mailbox()).contains("Subject: swaks was here", ".a line that begins with a dot");
    }

    @Test
    void curlSubmitsInsideStartTls() throws IOException {
        Path mail =
                Files.writeString(
                        folder.resolve("mail"),
                        "From: " + ADDRESS + "\r\nSubject: curl was here\r\n\r\nHello.\r\n");

        Program sent =
                run(
                        "curl",
                        "--silent",
                        "--show-error",
                        "--ssl-reqd",
                        "--cacert",
                        ca(),
                        "--user",
                        "lab:secret",
                        "--mail-from",
                        ADDRESS,
                        "--mail-rcpt",
                        ADDRESS,
                        "--upload-file",
                        mail.toString(),
                        "smtp://localhost:" + port("submission"));

        assertThat(sent.awaitExit(CLIENT_LIMIT)).describedAs(sent::story).isZero();
        assertThat(mailbox()).contains("Subject: curl was here", "Hello.");
    }

    @Test
    void swaksWithAWrongPasswordIsRefusedWith535() {
        Program sent =
                run(
                        "swaks",
                        "--server",
                        "localhost:" + port("submission"),
                        "--tls",
                        "--auth",
                        "PLAIN",
                        "--auth-user",
                        "lab",
                        "--auth-password",
                        "wrong",
                        "--from",
                        ADDRESS,
                        "--to",
                        ADDRESS);

        assertThat(sent.awaitExit(CLIENT_LIMIT)).describedAs(sent::story).isNotZero();
        assertThat(sent.out()).anyMatch(line -> line.contains("535 5.7.8"));
    }

    @Test
    void opensslVerifiesTheChainForTheHostName() {
        Program verified =
                run(
                        "openssl",
                        "s_client",
                        "-starttls",
                        "smtp",
                        "-connect",
                        "localhost:" + port("submission"),
                        "-CAfile",
                        ca(),
                        "-verify_hostname",
                        "mail.provider.test",
                        "-verify_return_error");

        assertThat(verified.awaitExit(CLIENT_LIMIT)).describedAs(verified::story).isZero();
        assertThat(verified.out()).anyMatch(line -> line.contains("Verify return code: 0 (ok)"));
    }

    @Test
    void opensslRefusesAnotherHostName() {
        Program refused =
                run(
                        "openssl",
                        "s_client",
                        "-starttls",
                        "smtp",
                        "-connect",
                        "localhost:" + port("submission"),
                        "-CAfile",
                        ca(),
                        "-verify_hostname",
                        "mail.elsewhere.test",
                        "-verify_return_error");

        assertThat(refused.awaitExit(CLIENT_LIMIT)).describedAs(refused::story).isNotZero();
    }

    /// All mails, fetched one by one: curl's POP3 lists, then retrieves.
    private List<String> mailbox() {
        Program list = pop3("");
        return list.out().stream()
                .filter(line -> !line.isBlank())
                .flatMap(line -> pop3(line.split(" ", -1)[0]).out().stream())
                .toList();
    }

    private Program pop3(String number) {
        Program curl =
                run(
                        "curl",
                        "--silent",
                        "--show-error",
                        "--ssl-reqd",
                        "--cacert",
                        ca(),
                        "--user",
                        "lab:secret",
                        "pop3://localhost:" + port("pop3") + "/" + number);
        assertThat(curl.awaitExit(CLIENT_LIMIT)).describedAs(curl::story).isZero();
        return curl;
    }

    private Program run(String... command) {
        try (Program program = Program.start(folder, Map.of(), command)) {
            program.endsWithin(CLIENT_LIMIT);
            return program;
        }
    }

    private static int port(String service) {
        return provider.port(service);
    }

    private static String ca() {
        return provider.ca().toString();
    }
}
