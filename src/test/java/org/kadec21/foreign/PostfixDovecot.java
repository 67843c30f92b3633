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
import java.util.ArrayList;
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
    private static final int POP3 = 10;

    private static final Duration DELIVERY_LIMIT = Duration.ofSeconds(60);
    private static final String UNTIL_LOGGED =
            "until grep -q \": $1: .*status=sent\" \"$0\"; do sleep 0.1; done";

    private final Path folder;
    private final int base;

    /// The tempers of the submission, as the script numbers them.
    enum Port {
        OPEN(0),
        SUBMISSION(1),
        MUSTTLS(2),
        SMTPS(3),
        TEMPFAIL(4),
        GREYLIST(5),
        QUOTA(6),
        SMALL(7),
        CLOSED(8),
        LEGACY(9),
        EXPIRED(14),
        WRONGHOST(15),
        OTHERCA(16),
        TLS12(17),
        DATA451(18),
        MX(19);

        private final int offset;

        Port(int offset) {
            this.offset = offset;
        }
    }

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
                port(Port.SUBMISSION),
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

    int port(Port port) {
        return base + port.offset;
    }

    Path ca() {
        return folder.resolve("tls/ca.pem");
    }

    /// What Postfix has logged so far.
    PostfixLog log() throws IOException {
        return new PostfixLog(Files.readAllLines(logFile()));
    }

    /// Waits until the mail with this queue id lies in its mailbox.
    void awaitDelivered(String queueId) {
        try (Program waiting =
                Program.start(
                        folder,
                        Map.of(),
                        "sh",
                        "-c",
                        UNTIL_LOGGED,
                        logFile().toString(),
                        queueId)) {
            waiting.awaitExit(DELIVERY_LIMIT);
        }
    }

    /// Mails of a user that hold this text, as they lie on disk.
    List<String> arrived(String user, String text) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("mail/" + user + "/Maildir/new"))) {
            for (Path file : files.toList()) {
                String mail = Files.readString(file);
                if (mail.contains(text)) {
                    found.add(mail);
                }
            }
        }
        return found;
    }

    /// A bearer token that is good for an hour.
    String token(String user) {
        return said(START_LIMIT, "bash", script().toString(), "token", folder.toString(), user);
    }

    /// SHA-256 of the public key of one of the certificates, hexadecimal.
    String pin(String certificate) {
        String command =
                "openssl x509 -in \"$0\" -noout -pubkey | openssl pkey -pubin -outform DER"
                        + " | openssl dgst -sha256 -r | cut -d ' ' -f 1";
        Path file = folder.resolve("tls/" + certificate + ".crt");
        return said(START_LIMIT, "bash", "-o", "pipefail", "-c", command, file.toString());
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

    private String said(Duration limit, String... command) {
        try (Program program = Program.start(folder, Map.of(), command)) {
            if (program.awaitExit(limit) != 0) {
                throw new AssertionError(program.story());
            }
            return program.out().getLast();
        }
    }

    private Path logFile() {
        return folder.resolve("log/postfix.log");
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

    /// Below the ports that the system gives to clients. Test processes beside each other begin
    /// their search in different places: a range is free until its servers have started.
    private static int freeBase() {
        int ranges = (LAST_BASE - FIRST_BASE) / PORTS;
        long first = ProcessHandle.current().pid();
        for (int tried = 0; tried < ranges; tried++) {
            int base = FIRST_BASE + Math.floorMod(first + tried, ranges) * PORTS;
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
