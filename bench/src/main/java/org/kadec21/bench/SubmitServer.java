package org.kadec21.bench;

import org.jspecify.annotations.Nullable;
import org.kadec21.firmware.SpanConverter;
import org.kadec21.firmware.config.ConfigException;
import org.kadec21.hal.Secret;
import org.kadec21.submission.KeyPin;
import org.kadec21.submission.Limits;
import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.SubmissionPolicy.Auth;
import org.kadec21.submission.SubmissionPolicy.Tls;
import org.kadec21.submission.TrustAnchors;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The options of `submit` that say what is demanded of the server.
final class SubmitServer {

    private static final Pattern HOST_PORT = Pattern.compile("\\[?([^\\]]+?)\\]?:(\\d{1,5})");
    private static final int IMPLICIT_TLS_PORT = 465;
    private static final List<String> BY_PASSWORD =
            List.of("SCRAM-SHA-256", "SCRAM-SHA-1", "DIGEST-MD5", "CRAM-MD5", "PLAIN", "LOGIN");
    private static final List<String> BY_TOKEN = List.of("OAUTHBEARER", "XOAUTH2");

    @Option(
            names = "--server",
            required = true,
            paramLabel = "HOST:PORT",
            description = "Submission server.")
    private String server = "";

    @Option(
            names = "--tls",
            paramLabel = "MODE",
            description =
                    "off (clear text, also for the password), optional, required (STARTTLS), or"
                            + " implicit (default: required; implicit for port 465).")
    private @Nullable String tls;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "Certificates (PEM) of the authority to trust, instead of the system's.")
    private @Nullable Path ca;

    @Option(
            names = "--pin",
            paramLabel = "SHA256",
            description =
                    "SHA-256 of the server's public key, hexadecimal or base64; alone it stands for"
                            + " CA, name and dates.")
    private List<String> pins = List.of();

    @Option(names = "--user", paramLabel = "U", description = "User; without one no login.")
    private @Nullable String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description =
                    "File whose first line is the password; without --token-file also the bearer"
                            + " token for OAUTHBEARER and XOAUTH2.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "File whose first line is the bearer token; without --password-file nothing"
                            + " else is tried.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--auth",
            split = ",",
            paramLabel = "LIST",
            description =
                    "Mechanisms within the floor; the strongest offered is taken (default: all,"
                            + " those that take a password first). OAUTHBEARER and XOAUTH2 take a"
                            + " token.")
    private List<String> mechanisms = List.of();

    @Option(
            names = "--client-name",
            paramLabel = "NAME",
            defaultValue = "[127.0.0.1]",
            description = "Our name in EHLO (default: ${DEFAULT-VALUE}).")
    private String clientName = "[127.0.0.1]";

    @Option(
            names = "--timeout",
            paramLabel = "SPAN",
            defaultValue = "10min",
            converter = SpanConverter.class,
            description =
                    "Longest wait for one step. The default is RFC 5321's: 2 min to connect, 5 min"
                            + " for a reply, 10 min behind the mail's last byte.")
    private Duration timeout = Duration.ofMinutes(10);

    @Option(
            names = "--limit",
            paramLabel = "SPAN",
            defaultValue = "20min",
            converter = SpanConverter.class,
            description =
                    "Time for opening, and for each mail besides its body's own at 9600 bit/s"
                            + " (default: ${DEFAULT-VALUE}).")
    private Duration limit = Duration.ofMinutes(20);

    /// What these options ask for.
    ///
    /// @throws ParameterException when they contradict each other
    /// @throws ConfigException when a file cannot be used
    SubmissionPolicy policy(CommandLine line) {
        Matcher place = HOST_PORT.matcher(server);
        int port = place.matches() ? Integer.parseInt(place.group(2)) : 0;
        if (port < 1 || port > 65_535) {
            throw new ParameterException(
                    line,
                    "--server: expected HOST:PORT with a port from 1 to 65535, but came '"
                            + server
                            + "'");
        }
        if (!timeout.isPositive() || !limit.isPositive()) {
            throw new ParameterException(
                    line, "--timeout, --limit: expected a span longer than zero, but came zero");
        }
        Tls.Mode mode = mode(line, port);
        return new SubmissionPolicy(
                place.group(1),
                port,
                clientName,
                auth(line, mode == Tls.Mode.OFF),
                new Tls(mode, anchors(), pins.stream().map(pin -> pin(line, pin)).toList()),
                Limits.standard().within(timeout, limit));
    }

    private Tls.Mode mode(CommandLine line, int port) {
        if (tls == null) {
            return port == IMPLICIT_TLS_PORT ? Tls.Mode.IMPLICIT : Tls.Mode.REQUIRED;
        }
        return switch (tls.toLowerCase(Locale.ROOT)) {
            case "off" -> Tls.Mode.OFF;
            case "optional" -> Tls.Mode.OPTIONAL;
            case "required" -> Tls.Mode.REQUIRED;
            case "implicit" -> Tls.Mode.IMPLICIT;
            default ->
                    throw new ParameterException(
                            line,
                            "--tls: expected off, optional, required or implicit, but came '"
                                    + tls
                                    + "'");
        };
    }

    private Auth auth(CommandLine line, boolean clearText) {
        if (user == null || (passwordFile == null && tokenFile == null)) {
            if (user != null
                    || passwordFile != null
                    || tokenFile != null
                    || !mechanisms.isEmpty()) {
                throw new ParameterException(
                        line,
                        "expected --user and --password-file or --token-file together, or no login"
                                + " at all");
            }
            return new Auth.None();
        }
        List<String> byPassword = named(BY_PASSWORD);
        List<String> byToken = named(BY_TOKEN);
        if (!mechanisms.isEmpty() && byPassword.size() + byToken.size() < names().size()) {
            throw new ParameterException(
                    line,
                    "--auth: expected some of "
                            + BY_PASSWORD
                            + " (which take a password) and of "
                            + BY_TOKEN
                            + " (which take a token), but came "
                            + names());
        }
        return auth(line, user, byPassword, byToken, clearText);
    }

    private Auth auth(
            CommandLine line,
            String name,
            List<String> byPassword,
            List<String> byToken,
            boolean clearText) {
        Optional<Path> password = Optional.ofNullable(passwordFile);
        Optional<Auth.Token> token =
                Optional.ofNullable(tokenFile)
                        .or(() -> password)
                        .filter(file -> !byToken.isEmpty())
                        .map(SubmitServer::secret)
                        .map(secret ->
                                new Auth.Token(
                                        name, () -> Optional.of(secret), byToken, clearText));
        if (password.isPresent() && !byPassword.isEmpty()) {
            return new Auth.Password(name, secret(password.get()), byPassword, clearText, token);
        }
        return token.orElseThrow(() ->
                new ParameterException(
                        line,
                        "--auth: expected OAUTHBEARER or XOAUTH2, or a --password-file, but came a"
                                + " token and "
                                + byPassword));
    }

    /// Those of `known` that `--auth` names; all of them without it.
    private List<String> named(List<String> known) {
        return mechanisms.isEmpty() ? known : names().stream().filter(known::contains).toList();
    }

    private List<String> names() {
        return mechanisms.stream()
                .map(name -> name.strip().toUpperCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    private List<X509Certificate> anchors() {
        if (ca == null) {
            return List.of();
        }
        Path file = ca;
        try {
            return TrustAnchors.in(Files.readAllBytes(file))
                    .orElseThrow(() ->
                            new ConfigException(
                                    file.toString(),
                                    1,
                                    "expected PEM or DER certificates, but came something else"));
        } catch (IOException unreadable) {
            throw new ConfigException(
                    file.toString(), 1, "expected a file that can be read: " + unreadable);
        }
    }

    private static KeyPin pin(CommandLine line, String text) {
        return KeyPin.parse(text)
                .orElseThrow(() ->
                        new ParameterException(
                                line,
                                "--pin: expected the SHA-256 of a public key in 64 hexadecimal"
                                        + " digits or 44 characters of base64, but came '"
                                        + text
                                        + "'"));
    }

    private static Secret secret(Path file) {
        try {
            return Files.readString(file)
                    .lines()
                    .findFirst()
                    .filter(first -> !first.isEmpty())
                    .map(Secret::of)
                    .orElseThrow(() ->
                            new ConfigException(
                                    file.toString(),
                                    1,
                                    "expected a password or token in the first line"));
        } catch (IOException unreadable) {
            throw new ConfigException(
                    file.toString(), 1, "expected a file that can be read: " + unreadable);
        }
    }
}
