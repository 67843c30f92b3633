package org.kadec21.firmware;

import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.submission.Limits;
import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.SubmissionPolicy.Auth;
import org.kadec21.submission.SubmissionPolicy.Tls;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The server that a checkup looks at: a unit's, or one named on the command line, or a unit's with
/// something changed.
final class DoctorServer {

    private static final int SUBMISSION = 587;
    private static final int SUBMISSIONS = 465;
    private static final String OUR_NAME = "[127.0.0.1]";

    private static final List<String> BY_PASSWORD =
            List.of("SCRAM-SHA-256", "SCRAM-SHA-1", "DIGEST-MD5", "CRAM-MD5", "PLAIN", "LOGIN");

    @Option(
            names = "--server",
            paramLabel = "HOST[:PORT]",
            converter = ServerPlace.Converter.class,
            description =
                    "Submission server, instead of the unit's first one; without a port 587, or the"
                            + " unit's.")
    private ServerPlace place;

    @Option(
            names = "--tls",
            paramLabel = "MODE",
            description =
                    "What is demanded of the server: off, optional, required or implicit (default:"
                            + " as the unit; else required, implicit for port 465).")
    private Tls.Mode mode;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "Certificates (PEM) of the authority to trust, instead of the unit's.")
    private Path ca;

    @Option(names = "--user", paramLabel = "NAME", description = "User at the server.")
    private String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "File whose first line is the user's password; for --login and --submit.")
    private Path passwordFile;

    /// What is to be demanded of which server; empty when neither the unit nor the options name
    /// one.
    Optional<SubmissionPolicy> policy(Optional<UnitConfig> unit) {
        Optional<SubmissionPolicy> configured = unit.map(known -> known.servers().getFirst());
        Optional<ServerPlace> named = Optional.ofNullable(place);
        Optional<String> host =
                named.map(ServerPlace::host).or(() -> configured.map(SubmissionPolicy::host));
        int port =
                named.flatMap(ServerPlace::port)
                        .or(() -> configured.map(SubmissionPolicy::port))
                        .orElse(SUBMISSION);
        return host.map(name ->
                new SubmissionPolicy(
                        name,
                        port,
                        configured.map(SubmissionPolicy::clientName).orElse(OUR_NAME),
                        auth(configured.map(SubmissionPolicy::auth)),
                        tls(configured.map(SubmissionPolicy::tls), port),
                        Limits.standard()));
    }

    /// Whether user and password were named together or not at all.
    boolean isWholeAccount() {
        return (user == null) == (passwordFile == null);
    }

    /// Who we are there, when that was said.
    Optional<String> user() {
        return Optional.ofNullable(user);
    }

    private Auth auth(Optional<Auth> configured) {
        if (user != null && passwordFile != null) {
            return new Auth.Password(
                    user,
                    ServerOptions.password(passwordFile),
                    configured
                            .filter(Auth.Password.class::isInstance)
                            .map(Auth.Password.class::cast)
                            .map(Auth.Password::mechanisms)
                            .orElse(BY_PASSWORD),
                    false);
        }
        return configured.orElseGet(Auth.None::new);
    }

    private Tls tls(Optional<Tls> configured, int port) {
        Tls base = configured.orElseGet(() -> new Tls(Tls.Mode.REQUIRED, List.of()));
        boolean otherPort = place != null && place.port().isPresent();
        Tls.Mode usual =
                port == SUBMISSIONS && (otherPort || configured.isEmpty())
                        ? Tls.Mode.IMPLICIT
                        : base.mode();
        return new Tls(
                Optional.ofNullable(mode).orElse(usual),
                Optional.ofNullable(ca)
                        .map(ServerOptions::certificates)
                        .orElse(base.trustAnchors()),
                base.pins());
    }
}
