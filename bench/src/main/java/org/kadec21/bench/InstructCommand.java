package org.kadec21.bench;

import org.jspecify.annotations.Nullable;
import org.kadec21.bench.instruct.ChangesFile;
import org.kadec21.bench.instruct.InstructionMail;
import org.kadec21.bench.instruct.InstructionMail.Closing;
import org.kadec21.firmware.ExitCode;
import org.kadec21.firmware.config.ConfigException;
import org.kadec21.firmware.instruction.Instruction;
import org.kadec21.hal.host.HostFiles;
import org.kadec21.hal.host.HostRandomness;
import org.kadec21.submission.SigningIdentity;
import org.kadec21.submission.TrustAnchors;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `kadec21 instruct`: a signed instruction for units, as a mail.
@Command(
        name = "instruct",
        header = "Writes a signed instruction for a unit, as a mail on stdout.",
        description = {
            "",
            "A unit whose file has the group 'instructions' fetches such mails from its mailbox,"
                    + " tries the changes out, and takes them back when it reaches no server with"
                    + " them (docs/instructions.md). Send the mail to that mailbox, as by"
                    + " 'kadec21 submit'.",
            "",
            "CHANGES.yaml:",
            "  schema: kadec21/changes/1",
            "  changes:",
            "    - {set: servers.1.host, to: mail.example.net}",
            "    - {set: servers.1.ca, to-file: ca.pem}",
            "    - {remove: servers.2}",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  kadec21 instruct --unit n2-0001 --sequence 7 --expires 2030-01-01 --key op-key.pem"
                    + " --cert op.pem changes.yaml > mail.eml",
            "",
            "Exit codes: 0 written; 64 usage; 78 a file or a change that cannot be used."
        })
final class InstructCommand implements Callable<Integer> {

    private static final int MOST_BYTES = 1 << 20;

    private final Clock clock = Clock.systemUTC();

    @Spec private CommandSpec spec;

    @Option(
            names = "--unit",
            required = true,
            split = ",",
            paramLabel = "ID",
            description = "Whom it is for; several with commas between.")
    private List<String> units = List.of();

    @Option(
            names = "--sequence",
            required = true,
            paramLabel = "N",
            description = "Greater than that of every instruction to these units before.")
    private int sequence;

    @Option(
            names = "--expires",
            required = true,
            paramLabel = "DATE",
            converter = DateOption.class,
            description = "From then on no unit follows it.")
    private Instant expires;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "The operator's RSA key (PEM, without a password).")
    private Path key;

    @Option(
            names = "--cert",
            required = true,
            paramLabel = "FILE",
            description = "Its certificate, one of those under 'signers' in the unit's file.")
    private Path certificate;

    @Option(
            names = "--for",
            paramLabel = "FILE",
            description =
                    "Encrypt it to this certificate of the unit's; needed for passwords and tokens."
                            + " May be given for each unit.")
    private List<Path> readers = List.of();

    @Option(
            names = "--opaque",
            description = "Put the text within the signature, for gateways that alter mails.")
    private boolean opaque;

    @Option(
            names = "--date",
            paramLabel = "DATE",
            converter = DateOption.class,
            description = "The mail's date (default: now). The same one gives the same bytes.")
    private @Nullable Instant date;

    @Option(
            names = "--from",
            paramLabel = "ADDRESS",
            defaultValue = "operator@kadec21.invalid",
            description = "Header address (default: ${DEFAULT-VALUE}).")
    private String from = "";

    @Option(
            names = "--to",
            paramLabel = "ADDRESS",
            defaultValue = "unit@kadec21.invalid",
            description = "Header address (default: ${DEFAULT-VALUE}).")
    private String to = "";

    @Parameters(paramLabel = "CHANGES.yaml", description = "What is to be changed.")
    private Path changes;

    @Override
    public Integer call() {
        Instant at = Optional.ofNullable(date).orElseGet(() -> clock.instant());
        requireSense(at);
        Instruction instruction =
                new Instruction(units, sequence, expires, ChangesFile.read(changes));
        if (instruction.isSecret() && readers.isEmpty()) {
            throw wrong(
                    "--for: expected the unit's certificate, since a password or token is among"
                            + " the changes, but came none");
        }
        byte[] mail =
                new InstructionMail(
                                signer(),
                                new HostRandomness(),
                                at.truncatedTo(ChronoUnit.SECONDS),
                                from,
                                to)
                        .of(instruction, closing());
        if (mail.length > Instruction.MOST_MAIL_BYTES) {
            throw new ConfigException(
                    changes.toString(),
                    "expected a mail of at most "
                            + Instruction.MOST_MAIL_BYTES
                            + " bytes, but it has "
                            + mail.length
                            + "; split the changes");
        }
        spec.commandLine().getOut().print(new String(mail, StandardCharsets.US_ASCII));
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private void requireSense(Instant at) {
        if (!at.isBefore(expires)) {
            throw wrong("--expires: expected a date after " + at + ", but came " + expires);
        }
        if (opaque && !readers.isEmpty()) {
            throw wrong("--opaque: expected it without --for, an encrypted mail hides its text");
        }
        for (String address : List.of(from, to)) {
            if (!address.matches("[^@\\s]+@[^@\\s]+")) {
                throw wrong(
                        "--from, --to: expected an address such as a@example.net, but came '"
                                + address
                                + "'");
            }
        }
    }

    private Closing closing() {
        if (opaque) {
            return new Closing.Opaque();
        }
        if (readers.isEmpty()) {
            return new Closing.Detached();
        }
        List<X509Certificate> certificates = new ArrayList<>();
        readers.forEach(reader -> certificates.add(certificates(reader).getFirst()));
        return new Closing.Encrypted(certificates);
    }

    private SigningIdentity signer() {
        try {
            return SigningIdentity.fromPem(content(key), certificates(certificate));
        } catch (GeneralSecurityException unusable) {
            throw new ConfigException(key.toString(), String.valueOf(unusable.getMessage()));
        }
    }

    private static List<X509Certificate> certificates(Path file) {
        return TrustAnchors.in(content(file))
                .orElseThrow(() ->
                        new ConfigException(
                                file.toString(),
                                "expected PEM or DER certificates, but came something else"));
    }

    private static byte[] content(Path file) {
        try {
            return HostFiles.read(file, MOST_BYTES);
        } catch (IOException unreadable) {
            throw new ConfigException(
                    file.toString(),
                    "expected a file that can be read: " + unreadable.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
