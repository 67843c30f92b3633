package org.kadec21.foreign;

import org.kadec21.live.LiveUnit;
import org.kadec21.live.PopMailbox;
import org.kadec21.live.Program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// A private Postfix with Dovecot behind it, on loopback, made by the script beside this test's
/// resources. Closing stops both and removes their files.
final class PostfixDovecot implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    /// The script listens on ports `base` to `base + 19`.
    private static final int PORTS = 20;

    private static final String QUIETLY = "exec bash \"$0\" \"$@\" >script.log 2>&1";

    private static final int FIRST_BASE = 20_000;
    private static final int LAST_BASE = 32_000;
    private static final int SUBMISSION = 1;
    private static final int POP3 = 10;

    private final Path folder;
    private final int base;

    private PostfixDovecot(Path folder, int base) {
        this.folder = folder;
        this.base = base;
    }

    /// Starts both. The folder's path is short, because UNIX sockets lie in it, and everybody may
    /// pass through it, because the servers do not run as root.
    static PostfixDovecot start() throws IOException {
        Path folder = Files.createTempDirectory(Path.of("/tmp"), "pd");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        PostfixDovecot servers = new PostfixDovecot(folder, freeBase());
        try {
            servers.script("start", folder.toString(), Integer.toString(servers.base));
        } catch (AssertionError notStarted) {
            servers.close();
            throw notStarted;
        }
        return servers;
    }

    /// The server as a unit sees it: AUTH after STARTTLS only, mail for `mailbox` lies in POP3.
    ///
    /// @param mailbox one of alice, bob
    LiveUnit.Server submission(String mailbox) {
        return new LiveUnit.Server(
                base + SUBMISSION,
                ca(),
                "tele@lab.test",
                "secret",
                "tele@lab.test",
                mailbox + "@lab.test");
    }

    PopMailbox mailbox(String user) {
        return new PopMailbox(base + POP3, ca(), user + "@lab.test", "secret");
    }

    int pop3Port() {
        return base + POP3;
    }

    Path ca() {
        return folder.resolve("tls/ca.pem");
    }

    /// What Postfix has logged.
    List<String> log() throws IOException {
        return Files.readAllLines(folder.resolve("log/postfix.log"));
    }

    @Override
    public void close() throws IOException {
        script("stop", folder.toString());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /// The servers would keep the script's streams open for as long as they run.
    private void script(String... arguments) {
        String[] command =
                Stream.concat(
                                Stream.of("bash", "-c", QUIETLY, script().toString()),
                                Stream.of(arguments))
                        .toArray(String[]::new);
        try (Program program = Program.start(folder, Map.of(), command)) {
            if (program.awaitExit(START_LIMIT) != 0) {
                throw new AssertionError(
                        "Postfix and Dovecot need root and the packages that .ci/run installs: "
                                + program.story()
                                + said());
            }
        }
    }

    private String said() {
        try {
            return "\nscript: " + Files.readString(folder.resolve("script.log"));
        } catch (IOException e) {
            return "\nscript: said nothing";
        }
    }

    private static Path script() {
        try {
            return Path.of(
                    Objects.requireNonNull(
                                    PostfixDovecot.class.getResource("/foreign/postfix-dovecot.sh"))
                            .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Below the ports that the system gives to clients.
    private static int freeBase() {
        for (int base = FIRST_BASE; base < LAST_BASE; base += PORTS) {
            if (areFree(base)) {
                return base;
            }
        }
        throw new AssertionError("expected " + PORTS + " free ports in a row, there are none");
    }

    private static boolean areFree(int base) {
        for (int port = base; port < base + PORTS; port++) {
            try (ServerSocket probe = new ServerSocket()) {
                probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (IOException taken) {
                return false;
            }
        }
        return true;
    }
}
