package org.kadec21.bench;

import org.jspecify.annotations.Nullable;
import org.kadec21.bench.roundtrips.Security;
import org.kadec21.bench.roundtrips.Task;
import org.kadec21.firmware.config.ConfigException;
import org.kadec21.hal.Secret;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Another server than the simulated one, for `roundtrips`.
final class RoundTripsServer {

    private static final Pattern HOST_PORT = Pattern.compile("([^\\s:\\[\\]]+):(\\d{1,5})");
    private static final int MOST_PORT = 65_535;

    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            description =
                    "Measure at this server of this machine, not at the simulated one; one"
                            + " --security then. The name is for the certificate.")
    private @Nullable String server;

    @Option(
            names = "--security",
            paramLabel = "WORD",
            description = "starttls, implicit or plain only (default: all three).")
    private @Nullable Security security;

    @Option(names = "--ca", paramLabel = "FILE", description = "--server's authority, PEM.")
    private @Nullable Path ca;

    @Option(names = "--user", paramLabel = "U", description = "User at --server.")
    private @Nullable String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "File whose first line is the password at --server.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--to",
            paramLabel = "ADDR",
            description = "Recipient at --server, and sender (default: the user).")
    private @Nullable String to;

    boolean isForeign() {
        return server != null;
    }

    /// Whether only one kind of security is asked for, and not this one.
    boolean leavesOut(Security other) {
        return security != null && security != other;
    }

    /// The place of [#isForeign()] a server.
    ///
    /// @throws ParameterException when options are missing
    Place place(CommandLine line) {
        Matcher parts = HOST_PORT.matcher(server == null ? "" : server);
        if (!parts.matches()) {
            throw new ParameterException(
                    line, "--server: expected HOST:PORT, but came '" + server + "'");
        }
        if (security == null || ca == null || user == null || passwordFile == null) {
            throw new ParameterException(
                    line,
                    "--server: expected --security, --ca, --user and --password-file with it, but"
                            + " one is missing");
        }
        int port = Integer.parseInt(parts.group(2));
        if (port < 1 || port > MOST_PORT) {
            throw new ParameterException(
                    line, "--server: expected a port from 1 to 65535, but came " + port);
        }
        String address = to == null ? user : to;
        return new Place(
                parts.group(1),
                port,
                "the chain of " + server,
                new Task.Account(user, password(passwordFile), address, address, ca));
    }

    /// Where to submit, and as whom.
    ///
    /// @param chain of certificates that is shown there, in words
    record Place(String host, int port, String chain, Task.Account account) {}

    private static Secret password(Path file) {
        try (var lines = Files.lines(file)) {
            return Secret.of(lines.findFirst().orElse(""));
        } catch (IOException unreadable) {
            throw new ConfigException(
                    file.toString(), 1, "expected a file that can be read: " + unreadable);
        }
    }
}
