package org.kadec21.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.foreign.MailProgram.Tls;
import org.kadec21.live.Kadec21;
import org.kadec21.live.LabProvider;
import org.kadec21.live.Program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Every mechanism and every kind of TLS that a mail program has, at a `./kadec21 provider` that
/// takes them all. Of the two with a token curl takes OAUTHBEARER, whatever it is told.
@Tag("foreign")
final class MailProgramsTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path POLICY = Path.of("src/test/resources/foreign/every-mechanism.yaml");

    @TempDir private static Path served;

    private static LabProvider provider;

    @TempDir private Path folder;

    @BeforeAll
    static void startProvider() {
        provider =
                LabProvider.start(
                        served,
                        "--policy",
                        Kadec21.home().resolve(POLICY).toString(),
                        "--maildir",
                        served.resolve("mail").toString());
    }

    @AfterAll
    static void stopProvider() {
        provider.close();
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    SWAKS,  PLAIN LOGIN CRAM-MD5
                    MSMTP,  PLAIN LOGIN CRAM-MD5 DIGEST-MD5 SCRAM-SHA-256 XOAUTH2 OAUTHBEARER
                    CURL,   PLAIN LOGIN CRAM-MD5 DIGEST-MD5 OAUTHBEARER
                    PYTHON, PLAIN LOGIN CRAM-MD5
                    """)
    void submitsByEachMechanismAndTlsAndTheMailArrivesAsItWas(
            MailProgram program, String mechanisms) throws IOException {
        for (String mechanism : mechanisms.split(" ", -1)) {
            for (Tls tls : Tls.values()) {
                String id = String.join(".", program.name(), mechanism, tls.name());
                String text = mail(id);
                Path file = Files.writeString(folder.resolve("mail"), program.handed(text));
                String login = "mechanism=" + mechanism + " tls=" + (tls != Tls.OFF);
                int before = provider.events(login);

                run(program.sending(provider, tls, mechanism, file));

                provider.awaitEvents(login, before + 1);
                assertThat(arrived(id)).as(id).singleElement().asString().endsWith(text);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    OFF,      USER
                    OFF,      APOP
                    STARTTLS, USER
                    STARTTLS, APOP
                    INSIDE,   USER
                    INSIDE,   APOP
                    """)
    void curlAndPoplibReadTheMailAsItWas(Tls tls, String login) throws IOException {
        String id = String.join(".", "read", tls.name(), login);
        Path file = Files.writeString(folder.resolve("mail"), mail(id));
        run(MailProgram.CURL.sending(provider, Tls.STARTTLS, "PLAIN", file));
        List<String> lines = mail(id).lines().filter(line -> !line.isEmpty()).toList();

        String last = run(MailProgram.curlReading(provider, tls, login, "")).getLast();
        String number = last.split(" ", -1)[0];

        assertThat(run(MailProgram.curlReading(provider, tls, login, number)))
                .containsSubsequence(lines);
        assertThat(run(MailProgram.pythonReading(provider, tls, login))).containsSubsequence(lines);
    }

    private List<String> run(List<String> command) {
        try (Program program = Program.start(folder, Map.of(), command.toArray(String[]::new))) {
            assertThat(program.awaitExit(LIMIT)).describedAs(program::story).isZero();
            return program.out().stream().filter(line -> !line.isBlank()).toList();
        }
    }

    /// Mails that hold this text, as the provider keeps them.
    private static List<String> arrived(String text) throws IOException {
        try (Stream<Path> files = Files.list(served.resolve("mail/lab@provider.test/new"))) {
            Stream.Builder<String> found = Stream.builder();
            for (Path file : files.toList()) {
                found.add(Files.readString(file));
            }
            return found.build().filter(mail -> mail.contains(text)).toList();
        }
    }

    /// A dot alone on its line and dots in front.
    private static String mail(String id) {
        return """
        From: lab@provider.test
        To: lab@provider.test
        Subject: gale
        Date: Thu, 31 Jan 2013 06:00:00 +0000
        Message-ID: <%s@provider.test>

        wind 18 m/s
        .
        ..dots
        end
        """
                .formatted(id)
                .replace("\n", "\r\n");
    }
}
