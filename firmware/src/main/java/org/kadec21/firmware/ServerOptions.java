package org.kadec21.firmware;

import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.hal.Secret;
import org.kadec21.hal.host.HostFiles;
import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.SubmissionPolicy.Auth;
import org.kadec21.submission.SubmissionPolicy.Tls;
import org.kadec21.submission.TrustAnchors;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/// Options that replace what the unit's configuration says of its first server.
public final class ServerOptions {

    private static final int MOST_BYTES = 1 << 20;

    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            converter = HostPort.Converter.class,
            description =
                    "Submission server, instead of the configured ones; the rest is taken from the"
                            + " first of them.")
    private HostPort server;

    @Option(
            names = "--tls",
            paramLabel = "MODE",
            description = "What is demanded of the server: off, optional, required or implicit.")
    private Tls.Mode tls;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "Certificates (PEM) of the authority that signed the server's.")
    private Path ca;

    @Option(names = "--user", paramLabel = "NAME", description = "User at the server.")
    private String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "File whose first line is the user's password.")
    private Path passwordFile;

    /// The configuration with these options put in.
    ///
    /// @throws ConfigException when a named file cannot be used
    UnitConfig applyTo(UnitConfig unit) {
        SubmissionPolicy configured = unit.servers().getFirst();
        Optional<HostPort> place = Optional.ofNullable(server);
        SubmissionPolicy policy =
                new SubmissionPolicy(
                        place.map(HostPort::host).orElse(configured.host()),
                        place.map(HostPort::port).orElse(configured.port()),
                        configured.clientName(),
                        auth(configured.auth()),
                        new Tls(
                                Optional.ofNullable(tls).orElse(configured.tls().mode()),
                                Optional.ofNullable(ca)
                                        .map(ServerOptions::certificates)
                                        .orElse(configured.tls().trustAnchors()),
                                configured.tls().pins()),
                        configured.limits());
        boolean unchanged = policy.equals(configured);
        return unchanged ? unit : unit.withServers(List.of(policy));
    }

    private Auth auth(Auth configured) {
        Optional<Secret> password = Optional.ofNullable(passwordFile).map(ServerOptions::password);
        return switch (configured) {
            case Auth.Password account ->
                    new Auth.Password(
                            Optional.ofNullable(user).orElse(account.user()),
                            password.orElse(account.password()),
                            account.mechanisms(),
                            account.clearTextAllowed());
            case Auth.Token token -> {
                if (user != null || password.isPresent()) {
                    throw new ConfigException(
                            "--user",
                            1,
                            "the unit's configuration logs in by token; remove the option or change"
                                    + " the configuration");
                }
                yield token;
            }
            case Auth.None none -> {
                if (user != null || password.isPresent()) {
                    throw new ConfigException(
                            "--user",
                            "the unit's configuration says 'auth: none'; remove the option or"
                                    + " change the configuration");
                }
                yield none;
            }
        };
    }

    static List<X509Certificate> certificates(Path file) {
        return TrustAnchors.in(content("--ca", file))
                .orElseThrow(() ->
                        new ConfigException(
                                "--ca",
                                "expected PEM or DER certificates in "
                                        + file
                                        + ", but came something else"));
    }

    static Secret password(Path file) {
        String text = new String(content("--password-file", file), StandardCharsets.UTF_8);
        return text.lines()
                .findFirst()
                .filter(line -> !line.isBlank())
                .map(line -> Secret.of(line.strip()))
                .orElseThrow(() ->
                        new ConfigException(
                                "--password-file",
                                "expected a password in " + file + ", but it is empty"));
    }

    private static byte[] content(String option, Path file) {
        try {
            return HostFiles.read(file, MOST_BYTES);
        } catch (IOException unreadable) {
            throw new ConfigException(
                    option, "expected a file that can be read, but " + unreadable.getMessage());
        }
    }
}
