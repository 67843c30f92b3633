package org.kadec21.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kadec21.live.Program;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Bytes of a TLS handshake with OpenSSL, which issues tickets: JSSE as it comes, and as a unit has
/// it. Printed as well, for docs/adr/007-tls.md.
@Tag("foreign")
final class HandshakeCostTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir private static Path folder;

    private static Program server;
    private static String port;

    @BeforeAll
    static void startServer() {
        openssl(
                "req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -subj /CN=Lab"
                        + " -days 2");
        openssl(
                "req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out leaf.pem -subj"
                        + " /CN=localhost -days 2 -CA ca.pem -CAkey ca.key -addext"
                        + " subjectAltName=DNS:localhost -addext basicConstraints=CA:FALSE");
        server =
                Program.start(
                        folder,
                        Map.of(),
                        "openssl s_server -accept 127.0.0.1:0 -rev -cert leaf.pem -key key.pem"
                                .split(" ", -1));
        String line = server.awaitOut("ACCEPT", LIMIT);
        port = line.substring(line.lastIndexOf(':') + 1).strip();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void aUnitSaysAndHearsLessThanJsseAsItComesInBothVersions() {
        for (String version : List.of("1.2", "1.3")) {
            long[] stock = cost("stock", version).get("first");
            long[] lean = cost("lean", version).get("first");

            assertThat(lean[0]).as("up, " + version).isLessThan(stock[0] - 100);
            assertThat(lean[1]).as("down, " + version).isLessThan(stock[1]);
        }
    }

    @Test
    void aUnitResumesNothingAndJsseAsItComesWould() {
        assertThat(cost("lean", "1.3"))
                .satisfies(
                        lean -> assertThat(lean.get("second")[1]).isEqualTo(lean.get("first")[1]));
        assertThat(cost("stock", "1.3"))
                .satisfies(stock ->
                        assertThat(stock.get("second")[1]).isLessThan(stock.get("first")[1] - 500));
    }

    /// Way to bytes up, bytes down.
    private static Map<String, long[]> cost(String what, String version) {
        Map<String, long[]> costs = new HashMap<>();
        try (Program client =
                Program.start(
                        folder,
                        Map.of(),
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HandshakeCost.class.getName(),
                        what,
                        version,
                        port,
                        "ca.pem")) {
            assertThat(client.awaitExit(LIMIT)).describedAs(client::story).isZero();
            for (String line : client.out()) {
                System.out.println(what + " " + version + " " + line);
                String[] words = line.split(" ", -1);
                costs.put(
                        words[0], new long[] {Long.parseLong(words[1]), Long.parseLong(words[2])});
            }
        }
        return costs;
    }

    private static void openssl(String words) {
        try (Program made = Program.start(folder, Map.of(), ("openssl " + words).split(" ", -1))) {
            assertThat(made.awaitExit(LIMIT)).describedAs(made::story).isZero();
        }
    }
}
