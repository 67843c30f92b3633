package org.kadec21.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/// `./kadec21 provider` lives through XePhion's night of 2017-01-24 on real ports, faster than
/// life.
final class ProviderNightTest {

    private static final Duration BETWEEN_CALLS = Duration.ofMillis(500);
    private static final int MOST_CALLS = 400;
    private static final int READ_LIMIT_MS = 30_000;

    @TempDir private Path folder;

    @Test
    void withinTheOutageNobodyIsServedAndBehindItMd5IsGoneAndTlsThere() throws IOException {
        try (Program provider = night("2017-01-24T00:00:00", "300x")) {
            int port = submissionPort(provider);

            assertThat(ehlo(port)).as("during the outage").isEmpty();

            assertThat(firstServed(provider, port))
                    .contains("AUTH PLAIN LOGIN")
                    .contains("STARTTLS");
        }
    }

    @Test
    @Tag("full")
    void theWholeNightGoesByInAMinute() throws IOException {
        try (Program provider = night("2017-01-23T23:30:00", "120x")) {
            int port = submissionPort(provider);

            assertThat(ehlo(port)).contains("AUTH CRAM-MD5 DIGEST-MD5").doesNotContain("STARTTLS");

            String answer = ehlo(port);
            for (int calls = 0; !answer.isEmpty() && calls < MOST_CALLS; calls++) {
                assertThat(provider.endsWithin(BETWEEN_CALLS)).isFalse();
                answer = ehlo(port);
            }
            assertThat(answer).as("the outage has begun").isEmpty();
            assertThat(firstServed(provider, port))
                    .contains("AUTH PLAIN LOGIN")
                    .contains("STARTTLS");
        }
    }

    private Program night(String date, String speed) {
        return Kadec21.start(
                folder,
                "provider",
                "--policy",
                Kadec21.home().resolve("config/providers/xephion.yaml").toString(),
                "--date",
                date,
                "--speed",
                speed,
                "--maildir",
                folder.resolve("mail").toString());
    }

    private static int submissionPort(Program provider) {
        JsonNode ready = Kadec21.awaitReady(provider);
        return ready.get("submission_port").asInt();
    }

    private static String firstServed(Program provider, int port) throws IOException {
        String answer = "";
        for (int calls = 0; answer.isEmpty() && calls < MOST_CALLS; calls++) {
            assertThat(provider.endsWithin(BETWEEN_CALLS)).isFalse();
            answer = ehlo(port);
        }
        return answer;
    }

    /// All that the provider says to EHLO and QUIT.
    private static String ehlo(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(READ_LIMIT_MS);
            socket.getOutputStream()
                    .write("EHLO u\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (SocketException hungUp) {
            return "";
        }
    }
}
